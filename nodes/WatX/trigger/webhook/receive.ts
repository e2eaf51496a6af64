import type { INodeExecutionData, IWebhookFunctions, IWebhookResponseData } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { getNumber, getText } from '../../fields/values';
import { endpoints } from '../../gateway/endpoints';
import { openGateway, type Gateway } from '../../gateway/request';
import { fetchLateFiles } from '../attachments/lateFiles';
import { toConversation, toItem, type ItemRules } from '../items';
import { parseReceived, type Received } from '../received';
import { sourceOf, triggerOptionsOf, type ParameterSource } from '../parameters';
import { getMessageSettings, type MessageSettings } from '../settings';
import { longestWaitOption, webhookSecretField } from './fields';
import { addToChat, memoryOf, noteMessage, takeChat } from './memory';
import { isSecret, LONGEST_POST, parsePost } from './post';

/** What the webhook trigger is set to, checked. */
interface WebhookSettings extends MessageSettings {
	secret: string;
	longestWaitMs: number;
}

const DOWNLOAD_TIMEOUT_MS = 30_000;
const LIST_TIMEOUT_MS = 10_000;
/** Rows that are looked at for a file that was late; the message has just arrived. */
const NEWEST = 50;
const SECONDS_FOR_FILE = { alone: 15, withText: 3 };
/** People pause about so long between two messages of one thought. */
const QUIET_SECONDS = 20;
const LONGEST_WAIT_SECONDS = 120;
const ANSWERED: IWebhookResponseData = { noWebhookResponse: true };

/** Reads the parameters. @throws NodeOperationError for one that cannot work */
export function getWebhookSettings(context: ParameterSource): WebhookSettings {
	const source = sourceOf(context);
	const secret = getText(source, webhookSecretField);
	if (secret === '') {
		source.refuse(
			'"Webhook Secret" is empty',
			'Copy it from the webhook in the WatX dashboard (Tools → Webhooks): without it anybody could start the workflow.',
		);
	}
	const longestWait =
		getNumber(triggerOptionsOf(context), longestWaitOption) ?? LONGEST_WAIT_SECONDS;
	return {
		...getMessageSettings(context, QUIET_SECONDS),
		secret,
		longestWaitMs: longestWait * 1000,
	};
}

/**
 * One post of the gateway (contract: Webhooks). It is answered at once, whatever becomes of it: the gateway waits for the
 * answer before it does anything else with the message, and never repeats.
 *
 * @throws NodeOperationError before the answer when a parameter cannot work
 */
export async function receive(this: IWebhookFunctions): Promise<IWebhookResponseData> {
	const settings = getWebhookSettings(this);
	const message = accept(this, settings);
	const response = this.getResponseObject();
	response.statusCode = 200;
	response.end('OK');
	if (!message) return ANSWERED;
	const messages = settings.combine
		? await collect(this, message, settings.combine.quietMs, settings.longestWaitMs)
		: [message];
	const items = messages.length > 0 ? await toItems(this, messages, settings) : [];
	return items.length > 0 ? { ...ANSWERED, workflowData: [items] } : ANSWERED;
}

/** The message of a post; undefined when it is none, not from the gateway, not wanted, or came before. */
function accept(context: IWebhookFunctions, settings: WebhookSettings): Received | undefined {
	if (Number(context.getHeaderData()['content-length'] ?? 0) > LONGEST_POST) return undefined;
	const post = parsePost(context.getBodyData());
	if (!post || !isSecret(post.secret, settings.secret) || post.type !== 'whatsapp')
		return undefined;
	const parsed = parseReceived(post.row);
	if (!parsed) return undefined;
	const message = { ...parsed, raw: post.data };
	if (!settings.isWanted(message) && !settings.mayGetFile(message)) return undefined;
	if (context.getMode() === 'manual') return message;
	const isNew = noteMessage(
		memoryOf(keyOf(context)),
		context.getWorkflowStaticData('node'),
		message,
	);
	return isNew ? message : undefined;
}

/** Waits until the chat is quiet. @returns all its messages to one of the posts, none to the others */
async function collect(
	context: IWebhookFunctions,
	message: Received,
	quietMs: number,
	longestWaitMs: number,
): Promise<Received[]> {
	const memory = memoryOf(keyOf(context));
	const chat = addToChat(memory, message);
	const left = chat.since + longestWaitMs - Date.now();
	await sleep(Math.max(0, Math.min(quietMs, left)));
	const isLast = chat.messages[chat.messages.length - 1] === message;
	const isDue = quietMs >= left;
	return isLast || isDue ? takeChat(memory, chat) : [];
}

/** From here on nothing may fail: the post is answered, and nobody would learn of it. */
async function toItems(
	context: IWebhookFunctions,
	messages: Received[],
	settings: WebhookSettings,
): Promise<INodeExecutionData[]> {
	// The credential is optional: without it no file can be asked for.
	const gateway = context.getNode().credentials?.watXApi
		? await openGateway(context).catch(() => undefined)
		: undefined;
	const isAlone = messages.some(settings.needsFile);
	const found = gateway
		? await fetchLateFiles(
				messages.filter(settings.mayGetFile),
				async () => await fetchNewest(gateway),
				SECONDS_FOR_FILE[isAlone ? 'alone' : 'withText'],
			)
		: new Map<string, Received>();
	const wanted = messages
		.map((message) => ({
			...message,
			attachment: found.get(message.id)?.attachment ?? message.attachment,
		}))
		.filter(settings.isWanted);
	if (wanted.length === 0) return [];
	const { binaryPropertyName, download } = settings;
	const rules: ItemRules = { binaryPropertyName };
	if (download) {
		rules.download = { ...download, baseUrl: gateway?.baseUrl, timeoutMs: DOWNLOAD_TIMEOUT_MS };
	}
	return settings.combine
		? [await toConversation(context, wanted, rules)]
		: await Promise.all(wanted.map(async (message) => await toItem(context, message, rules)));
}

async function fetchNewest(gateway: Gateway): Promise<Received[]> {
	const query = { limit: String(NEWEST), page: '1' };
	const once = { timeoutMs: LIST_TIMEOUT_MS, maxTries: 1 };
	const { data } = await gateway.request<unknown[]>(endpoints.getReceived, query, once);
	return data.flatMap((row) => parseReceived(row) ?? []);
}

const keyOf = (context: IWebhookFunctions): string =>
	`${context.getWorkflow().id} ${context.getNode().id} ${context.getMode()}`;
