import type { IDataObject } from 'n8n-workflow';
import { fromField, getAccount } from '../../../fields/account';
import type { Call } from '../../../fields/call';
import { defaultCountryCodeOption } from '../../../fields/defaultCountryCode';
import { getMessage } from '../../../fields/message';
import { getRecipient, recipientField } from '../../../fields/recipient';
import { getBoolean, getChoice, optionsOf } from '../../../fields/values';
import { endpoints } from '../../../gateway/endpoints';
import { multipartForm } from '../../../gateway/form';
import type { Operation, Output } from '../../operation';
import { flag, id, idOrNull, optional, text, textOrNull } from '../../output';
import { getAnswers, getWords, parseReply, type Answers } from './answers';
import { keepMessageId, linkLines } from './byLink';
import { responseField, responseFields, responseOption, responseOptions } from './fields';
import {
	latestReceivedId,
	newCode,
	ownPhone,
	reserve,
	waitForReply,
	type Question,
} from './inChat';
import { getChatWait, getWaitTill } from './waitTime';

/** Asks one person something and goes on with the answer (contract: endpoints 1 and 7). */
export const sendAndWait: Operation = {
	name: 'Send and Wait for Response',
	value: 'sendAndWait',
	action: 'Send WhatsApp message and wait for response',
	description:
		'Ask a person something on WhatsApp and go on with the answer: by a link to a page of n8n, or by a reply in the chat',
	fields: [fromField, recipientField, ...responseFields],
	calls: [endpoints.sendMessage, endpoints.getReceived, endpoints.getAccounts],
	output: {
		answered: optional(flag('In chat, whether an answer came in time')),
		approved: optional(flag('Whether the person approved')),
		text: optional(text('What the person wrote')),
		chatInput: optional(text('The same, where it is words for a model')),
		messageId: idOrNull('ID of the question'),
		replyId: optional(id('ID of the reply in chat')),
		attachment: optional(textOrNull('Link to a file that came with the reply')),
		respondedAt: optional(text('When the answer came, ISO 8601')),
		data: optional({
			type: 'object',
			description: 'By link, the answer once more, as n8n names it',
		}),
	},
	options: [defaultCountryCodeOption, ...responseOptions],
	async run(call) {
		const count = call.context.getInputData().length;
		if (count > 1) {
			return call.refuse(
				`Send and Wait for Response got ${count} items, but it waits for one answer at a time`,
				'Nothing was sent. Put the node Loop Over Items with a Batch Size of 1 before it, so that each item gets its own question.',
			);
		}
		const answers = getAnswers(call);
		return getChoice<'chat' | 'link'>(call, responseField('answerBy'), 'link') === 'chat'
			? await askInChat(call, answers)
			: await askByLink(call, answers);
	},
};

/** Sends the question and puts the execution to sleep; the webhook of the node goes on with the answer. */
async function askByLink(call: Call, answers: Answers): Promise<Output[]> {
	const { context, itemIndex } = call;
	const waitTill = getWaitTill(call);
	const messageId = await ask(call, linkLines(call, answers));
	keepMessageId(call, messageId);
	await context.putExecutionToWait(waitTill);
	// What n8n shows while it waits; after the limit it passes the input item on by itself.
	return [{ json: context.getInputData()[itemIndex].json }];
}

async function askInChat(call: Call, answers: Answers): Promise<Output[]> {
	const ms = getChatWait(call);
	const words = getWords(call, answers);
	const { baseUrl } = await call.context.getCredentials<{ baseUrl: string }>('watXApi');
	const code = getBoolean(optionsOf(call), responseOption('replyCode')) ? newCode() : undefined;
	const question: Question = {
		baseUrl,
		account: getAccount(call, fromField),
		recipient: getRecipient(call),
		code,
	};
	const release = reserve(question);
	if (!release) {
		return call.refuse(
			`Another question to ${question.recipient} is waiting for its answer in chat, and one answer cannot be for both`,
			'Nothing was sent. Switch the option "Reply Code" on in both, wait for the first answer, or choose Link as "Answer By".',
		);
	}
	try {
		const after = await latestReceivedId(call);
		const own = await ownPhone(call, question.account);
		const messageId = await ask(call, chatLines(answers, code));
		const reply = await waitForReply(call, question, { after, ms, own });
		if (!reply) return [{ json: { answered: false, messageId } }];
		const { row } = reply;
		const json: IDataObject = {
			answered: true,
			...parseReply(reply.text, answers.kind, words),
			messageId,
			replyId: row.id,
			attachment: row.attachment,
			respondedAt: new Date().toISOString(),
		};
		return [{ json }];
	} finally {
		release();
	}
}

/** How to answer in chat, as it stands below the question; nothing where there is nothing to know. */
function chatLines({ kind, approveLabel, declineLabel }: Answers, code = ''): string {
	if (kind === 'freeText') return code && `Please begin your reply with ${code}.`;
	const quote = (label: string) => `"${`${code} ${label}`.trim()}"`;
	const choice = [approveLabel, ...(declineLabel ? [declineLabel] : [])].map(quote);
	return `Please reply ${choice.join(' or ')}.`;
}

/** Sends the question at once, before what waits in the queue. @returns the ID of the message, or null */
async function ask(call: Call, lines: string): Promise<string | number | null> {
	const form = {
		account: getAccount(call, fromField),
		recipient: getRecipient(call),
		type: 'text',
		message: `${getMessage(call)}${lines && `\n\n${lines}`}`,
		priority: '1',
	};
	const { data } = await call.request<IDataObject>(endpoints.sendMessage, form, {
		body: async () => await multipartForm(form),
	});
	return (data.messageId as string | number | undefined) ?? null;
}
