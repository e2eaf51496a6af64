import type {
	INodeExecutionData,
	INodeType,
	INodeTypeDescription,
	IPollFunctions,
} from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { watXApiTest } from './gateway/credentialTest';
import { searchAccountPhones } from './lists/searchAccounts';
import { triggerFields } from './trigger/fields';
import { poll } from './trigger/poll';

/** The WatX Trigger: starts the workflow with each received message, and with other events. */
export class WatXTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'WatX Trigger',
		name: 'watXTrigger',
		icon: { light: 'file:../../icons/watx.svg', dark: 'file:../../icons/watx.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle:
			'={{$parameter["event"].replace(/([A-Z])/g, " $1").toLowerCase() + ": " + ($parameter["account"] || "all accounts")}}',
		description:
			'Starts the workflow when a WhatsApp message is received through WatX, a message fails, or an account connects or drops',
		defaults: { name: 'WatX Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [{ name: 'watXApi', required: true, testedBy: 'watXApiTest' }],
		hints: [
			{
				type: 'info',
				message:
					'One item is returned for each message since the last poll. Make sure your workflow can handle several items.',
				whenToDisplay: 'beforeExecution',
				location: 'outputPane',
			},
		],
		properties: triggerFields,
	};

	methods = {
		credentialTest: { watXApiTest },
		listSearch: { searchAccountPhones },
	};

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		return await poll.call(this);
	}
}
