import type { INodeProperties, IWebhookDescription } from 'n8n-workflow';
import { combineOptions, fileOptions, filtersField } from '../messageFields';

/** Where the gateway posts to; the trigger answers by itself. */
export const webhooks: IWebhookDescription[] = [
	{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'webhook' },
];

/** The end of waiting for a quiet chat. */
export const longestWaitOption: INodeProperties = {
	displayName: 'Longest Wait (Seconds)',
	name: 'longestWait',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 600 },
	displayOptions: { show: { combineMessages: ['perSender'] } },
	default: 120,
	description: 'After how many seconds the messages of a chat leave although it is not quiet yet',
};

/** What tells the gateway's calls from others. */
export const webhookSecretField: INodeProperties = {
	displayName: 'Webhook Secret',
	name: 'webhookSecret',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	description:
		'The secret of the webhook in the WatX dashboard, which is not the API secret. Calls without it are dropped. It is saved in the workflow; an expression such as {{ $vars.watxWebhookSecret }} keeps it out.',
};

/** What the WatX Webhook Trigger asks for. */
export const webhookFields: INodeProperties[] = [
	{
		displayName:
			'1. Copy the production webhook URL above.<br />2. In the WatX dashboard open Tools → Webhooks, add a webhook for received WhatsApp chats with this URL, and copy its secret.<br />3. Enter the secret below and publish (activate) the workflow.',
		name: 'setupNotice',
		type: 'notice',
		default: '',
	},
	{
		displayName:
			'WatX calls a webhook once and never again: a message that comes while n8n is not reachable is lost. Where every message counts, use the WatX Trigger, alone or beside this one with a Remove Duplicates node behind both that compares the ID. That node remembers 10,000 IDs and then fails until its history is cleared.',
		name: 'lossNotice',
		type: 'notice',
		default: '',
	},
	webhookSecretField,
	{
		displayName: 'Account',
		name: 'account',
		type: 'string',
		default: '',
		placeholder: 'e.g. +919876543210',
		description:
			'The own phone number whose received messages start the workflow. Leave it empty for the messages of all linked accounts.',
	},
	filtersField,
	{
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: [...combineOptions, ...fileOptions, longestWaitOption],
	},
];
