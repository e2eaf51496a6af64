import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { OutputFields } from '../../../nodes/WatX/actions/output';
import { accountOutput, failedOutput, receivedOutput } from '../../../scripts/triggerOutput';
import { TriggerSuite } from './fixture';

let suite: TriggerSuite;
beforeAll(async () => {
	suite = await TriggerSuite.start();
});
beforeEach(() => suite.gateway.reset());
afterAll(async () => await suite.close());

/** The one item of a poll. */
const itemOf = (emitted: INodeExecutionData[][] | null): IDataObject => emitted![0][0].json;

/** Whether an item is what the reference of the triggers says. */
function expectAsDocumented(item: IDataObject, documented: OutputFields): void {
	const needed = Object.keys(documented).filter((name) => !documented[name].optional);
	expect(Object.keys(documented)).toEqual(expect.arrayContaining(Object.keys(item)));
	expect(Object.keys(item)).toEqual(expect.arrayContaining(needed));
	for (const [name, value] of Object.entries(item)) {
		const type = value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
		expect([name, [documented[name].type].flat()]).toEqual([name, expect.arrayContaining([type])]);
	}
}

test.each([{}, { combineMessages: 'perSender', quietTime: 0 }, { downloadAttachments: true }])(
	'a received message with the options %j',
	async (options) => {
		const poller = suite.poller({ options });
		await poller.activate();
		suite.gateway.receive({ attachment: `${suite.gateway.url}/gone` });
		suite.gateway.fetchAttachment();
		expectAsDocumented(itemOf(await poller.poll()), receivedOutput);
	},
);

test('a message that failed', async () => {
	const account = suite.gateway.addAccount();
	const poller = suite.poller({ event: 'messageFailed' });
	await poller.activate();
	const { secret, url, settings } = suite.gateway;
	settings.sendOutcome = 'failed';
	const to = { account: account.unique, recipient: '+919876543210' };
	const body = new URLSearchParams({ secret, ...to, type: 'text', message: 'Hello there' });
	await fetch(`${url}/send/whatsapp`, { method: 'POST', body });
	suite.gateway.deliverPending(undefined, 'failed');
	expectAsDocumented(itemOf(await poller.poll()), failedOutput);
});

test('an account that drops', async () => {
	const account = suite.gateway.addAccount();
	const poller = suite.poller({ event: 'accountDisconnected' });
	await poller.activate();
	account.status = 'disconnected';
	await poller.poll();
	expectAsDocumented(itemOf(await poller.poll()), accountOutput);
});
