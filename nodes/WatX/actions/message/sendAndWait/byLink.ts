import type {
	IDataObject,
	IWebhookDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../../fields/call';
import { getAnswers, type Answers } from './answers';
import { askPage, LONGEST_ANSWER, notePage, PAGE_HEADERS, type Ask } from './page';

const atNode = {
	name: 'default',
	responseMode: 'onReceived',
	responseData: '',
	path: '={{ $nodeId }}',
	restartWebhook: true,
	isFullPath: true,
} as const;

/** The addresses of a node that waits: a GET shows the question, the POST of its button answers it. */
export const waitWebhooks: IWebhookDescription[] = [
	{ ...atNode, httpMethod: 'GET' },
	{ ...atNode, httpMethod: 'POST' },
];

/** Names that only the machine n8n runs on knows itself by. */
const LOCAL_HOST = /^(localhost|.*\.localhost|127(\.\d+){3}|0\.0\.0\.0|\[::1?\])$/i;

/**
 * The lines below a question that is answered by link: one signed link for each answer there is.
 *
 * Refuses when n8n knows itself by an address that no phone can open.
 */
export function linkLines(call: Call, { kind, approveLabel, declineLabel }: Answers): string {
	const { context } = call;
	// Older versions of n8n check the signature of a link only where a node asks for it.
	(context as { setSignatureValidationRequired?(): void }).setSignatureValidationRequired?.();
	const link = (values: Record<string, string>) => {
		const url = context.getSignedResumeUrl(values);
		const { hostname, origin } = new URL(url);
		if (!LOCAL_HOST.test(hostname)) return url;
		return call.refuse(
			`n8n's own address is ${origin}, which only the machine n8n runs on can open, so the person could not answer by link`,
			'Nothing was sent. Set the environment variable WEBHOOK_URL of n8n to the address under which it is reached from outside, or choose Chat as "Answer By".',
		);
	};
	if (kind === 'freeText') return `Answer here: ${link({ answer: 'text' })}`;
	const approve = `${approveLabel}: ${link({ approved: 'true' })}`;
	if (declineLabel === undefined) return approve;
	return `${approve}\n\n${declineLabel}: ${link({ approved: 'false' })}`;
}

/** Custom data of an execution has room for 50 characters in a key. */
const keyOf = (nodeId: string): string => `watxMessage_${nodeId.replace(/\W/g, '')}`.slice(0, 50);

/** Keeps the ID of the question with the execution: all that is there when the answer comes, days later. */
export function keepMessageId({ context }: Call, messageId: unknown): void {
	const isId = typeof messageId === 'number' || typeof messageId === 'string';
	// Older versions of n8n give nodes no custom data.
	if (isId && context.customData)
		context.customData.set(keyOf(context.getNode().id), String(messageId));
}

function keptMessageId(context: IWebhookFunctions): number | string | null {
	try {
		const kept = context.customData.get(keyOf(context.getNode().id));
		return /^\d{1,15}$/.test(kept) ? Number(kept) : (kept ?? null);
	} catch {
		return null;
	}
}

/** What a link stands for; n8n has checked its signature before. */
type Choice = { approved: boolean } | 'text' | undefined;

function parseChoice({ approved, answer }: IDataObject, { kind, declineLabel }: Answers): Choice {
	if (kind === 'freeText') return answer === 'text' ? 'text' : undefined;
	if (approved === 'true') return { approved: true };
	return approved === 'false' && declineLabel !== undefined ? { approved: false } : undefined;
}

/** Answers what comes to the link of a question. Only the POST of a link that stands for an answer ends the wait. */
export async function respond(context: IWebhookFunctions): Promise<IWebhookResponseData> {
	const answers = getAnswers({
		param: (name) => context.getNodeParameter(name, ''),
		refuse: (problem, description) => {
			throw new NodeOperationError(context.getNode(), problem, { description });
		},
	});
	const { method } = context.getRequestObject();
	const choice = parseChoice(context.getQueryData() as IDataObject, answers);
	if (choice === undefined)
		return show(context, 404, notePage('This link does not lead to a question any more.'));
	const ask: Ask =
		choice === 'text'
			? { textField: true }
			: choice.approved
				? { button: answers.approveLabel, declines: false }
				: { button: answers.declineLabel ?? '', declines: true };
	if (method !== 'POST') return show(context, 200, askPage(questionOf(context), ask));

	const messageId = keptMessageId(context);
	const respondedAt = new Date().toISOString();
	if (choice !== 'text') {
		const { approved } = choice;
		return finish(context, { approved, messageId, respondedAt, data: { approved, respondedAt } });
	}
	const text = textOf(context.getBodyData());
	if (text === '' || text.length > LONGEST_ANSWER) {
		const problem =
			text === ''
				? 'Please write an answer.'
				: `Please shorten your answer to ${LONGEST_ANSWER} characters.`;
		return show(context, 400, askPage(questionOf(context), { textField: true, problem }));
	}
	const data = { text, respondedAt };
	return finish(context, { text, chatInput: text, messageId, respondedAt, data });
}

const textOf = ({ text }: IDataObject): string =>
	typeof text === 'string' ? text.replace(/\r\n/g, '\n').trim() : '';

/** The question as it was sent, as far as it can still be told: an expression may rest on what is gone by now. */
function questionOf(context: IWebhookFunctions): string {
	try {
		const text = String(context.getNodeParameter('message', ''));
		// Of alternatives that the gateway chooses from at random, the first stands for all.
		return text.slice(0, LONGEST_ANSWER).replace(/\{([^{}|]*)\|[^{}]*\}/g, '$1');
	} catch {
		return 'The question is in your WhatsApp chat.';
	}
}

/** Shows a page and goes on waiting. */
function show(context: IWebhookFunctions, status: number, page: string): IWebhookResponseData {
	setHeaders(context).status(status).send(page);
	return { noWebhookResponse: true };
}

/** Ends the wait; n8n sends the page only when the execution goes on, so a second press is told the truth. */
function finish(context: IWebhookFunctions, json: IDataObject): IWebhookResponseData {
	setHeaders(context);
	return {
		webhookResponse: notePage('Thank you. Your answer has been recorded; you can close this page.'),
		workflowData: [[{ json }]],
	};
}

function setHeaders(context: IWebhookFunctions) {
	const response = context.getResponseObject();
	for (const [name, value] of Object.entries(PAGE_HEADERS)) response.setHeader(name, value);
	return response;
}
