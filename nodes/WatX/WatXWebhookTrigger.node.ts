import type {
	IHookFunctions,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { watXApiTest } from './gateway/credentialTest';
import { webhookFields, webhooks } from './trigger/webhook/fields';
import { getWebhookSettings, receive } from './trigger/webhook/receive';

/** The WatX Webhook Trigger: starts the workflow at once with what the gateway posts. */
export class WatXWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WatX Webhook Trigger',
		name: 'watXWebhookTrigger',
		icon: { light: 'file:../../icons/watx.svg', dark: 'file:../../icons/watx.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{$parameter["account"] || "all accounts"}}',
		description:
			'Starts the workflow the moment a WhatsApp message is received, through a webhook of the WatX dashboard',
		eventTriggerDescription: 'Waiting for WatX to call the test URL',
		activationMessage: 'You can now receive messages at your production webhook URL.',
		defaults: { name: 'WatX Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'watXApi', required: false, testedBy: 'watXApiTest' }],
		webhooks,
		triggerPanel: {
			header: 'Wait for a message',
			executionsHelp: {
				inactive:
					'Enter the test URL as a webhook in the WatX dashboard (Tools → Webhooks), click "Listen for test event", and send a WhatsApp message to your linked account.',
				active:
					'Enter the production URL as a webhook in the WatX dashboard (Tools → Webhooks). Each received message then starts an execution, which you find in the list of executions.',
			},
			activationHint:
				'Once the production URL stands in the WatX dashboard, publish (activate) the workflow.',
		},
		properties: webhookFields,
	};

	methods = { credentialTest: { watXApiTest } };

	/** The webhook is set up by hand in the dashboard; activating only checks the parameters. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				getWebhookSettings(this);
				return true;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return true;
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receive.call(this);
	}
}
