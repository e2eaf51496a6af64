import type { Call } from '../../../fields/call';
import { getChoice, getText, optionsOf, valuesOf, type Source } from '../../../fields/values';
import { approvalOption, responseField, responseOption } from './fields';

/** What the person can say, as the node's parameters have it. */
export interface Answers {
	kind: 'approval' | 'freeText';
	approveLabel: string;
	/** Absent when the person can only approve. */
	declineLabel?: string;
}

/**
 * Reads "Response Type" and "Approval Options"; a label that is empty gets its usual word.
 *
 * @param source a call of the node, or its webhook
 */
export function getAnswers(source: Source): Answers {
	const values = valuesOf(source, responseField('approvalOptions'));
	const label = (name: string): string => {
		const field = approvalOption(name);
		return oneLine(getText(values, field)) || (field.default as string);
	};
	const type = getChoice<'single' | 'double'>(values, approvalOption('approvalType'), 'double');
	return {
		kind: getChoice<Answers['kind']>(source, responseField('responseType'), 'approval'),
		approveLabel: label('approveLabel'),
		...(type === 'single' ? {} : { declineLabel: label('disapproveLabel') }),
	};
}

/** Longer labels would push the link out of sight. */
const LONGEST_LABEL = 40;

const oneLine = (text: string): string =>
	text.slice(0, 500).split(/\s+/).filter(Boolean).join(' ').slice(0, LONGEST_LABEL);

/** A reply in chat, understood. */
export interface Reply {
	/** Absent for free text. */
	approved?: boolean;
	/** What was written, without the code. */
	text: string;
	/** The person's own words, where they say more than yes or no; n8n hands them to the model of an agent. */
	chatInput?: string;
}

/** The words that decide in chat, folded. */
export interface Words {
	yes: Set<string>;
	no: Set<string>;
}

/** The words of this item; a word that would mean both is refused. */
export function getWords(call: Call, { approveLabel, declineLabel }: Answers): Words {
	const read = (name: string, label = '') => {
		const field = responseOption(name);
		const list = getText(optionsOf(call), field) || (field.default as string);
		return new Set([...list.split(/[,;\n]/), label].map(fold).filter((word) => word !== ''));
	};
	const yes = read('yesWords', approveLabel);
	const no = read('noWords', declineLabel);
	const both = [...yes].find((word) => no.has(word));
	if (both === undefined) return { yes, no };
	return call.refuse(
		`"${both}" would both approve and decline`,
		'Nothing was sent. Take it out of "Yes Words" or "No Words", or change the label.',
	);
}

/**
 * Understands a reply: exactly a yes word approves; anything else does not, so that "rather tomorrow" is no approval.
 *
 * @param text the reply, without the code
 */
export function parseReply(text: string, kind: Answers['kind'], { yes, no }: Words): Reply {
	if (kind === 'freeText') return { text, chatInput: text };
	const word = fold(text);
	const approved = yes.has(word);
	return { approved, text, ...(approved || no.has(word) ? {} : { chatInput: text }) };
}

/** Longer texts are no single word. */
const LONGEST_WORD = 100;

/** A word without case, punctuation around it, tones of skin and variants of signs. */
function fold(text: string): string {
	if (text.length > LONGEST_WORD) return '';
	return text
		.normalize('NFKC')
		.toLowerCase()
		.replace(/\p{EMod}|\uFE0F|\u200D/gu, '')
		.replace(/^[\s.,!?"'*_~]+/, '')
		.replace(/[\s.,!?"'*_~]+$/, '');
}
