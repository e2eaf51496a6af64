import type {
	IExecuteFunctions,
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IWebhookFunctions,
	IWebhookResponseData,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { catalogueProperties } from './actions/catalogue';
import { respond, waitWebhooks } from './actions/message/sendAndWait/byLink';
import { watXApiTest } from './gateway/credentialTest';
import { runItems } from './items/runItems';
import { searchAccountPhones, searchAccounts } from './lists/searchAccounts';
import { searchCampaigns } from './lists/searchCampaigns';
import { searchGroups } from './lists/searchGroups';
import { searchServers } from './lists/searchServers';

/** The WatX action node: its description is derived from the catalogue, its work is done per item. */
export class WatX implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WatX',
		name: 'watX',
		icon: { light: 'file:../../icons/watx.svg', dark: 'file:../../icons/watx.dark.svg' },
		group: ['output'],
		version: 1,
		subtitle: '={{$parameter["operation"] + ": " + $parameter["resource"]}}',
		description: 'Send WhatsApp messages and manage accounts, campaigns and groups through WatX',
		defaults: { name: 'WatX' },
		usableAsTool: true,
		builderHint: {
			searchHint:
				'Sends and reads WhatsApp messages through a WatX gateway. One input item sends one message: no loop and no Wait node is needed for many recipients, the options hold the pace. Use WatX Trigger to start a workflow with received messages.',
			relatedNodes: [
				{
					nodeType: 'n8n-nodes-watx.watXTrigger',
					relationHint: 'Starts the workflow with each WhatsApp message that is received',
				},
			],
		},
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'watXApi', required: true, testedBy: 'watXApiTest' }],
		webhooks: waitWebhooks,
		properties: catalogueProperties(),
	};

	methods = {
		credentialTest: { watXApiTest },
		listSearch: {
			searchAccountPhones,
			searchAccounts,
			searchCampaigns,
			searchGroups,
			searchServers,
		},
	};

	/** Answers what comes to the links of Send and Wait for Response. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await respond(this);
	}

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await runItems(this)];
	}
}
