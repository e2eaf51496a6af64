import type { INodeParameters } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { act, byId } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

it.each<[string, INodeParameters, string]>([
	['message: get', { direction: 'sent', messageId: '4711' }, 'Message: Get Sent'],
	['message: get', { direction: 'received', messageId: '4711' }, 'Message: Get Received'],
	['message: deleteSent', { messageId: '4711' }, 'Message: Get Sent'],
	['message: deleteReceived', { messageId: '4711' }, 'Message: Get Received'],
	['campaign: start', { campaign: byId(4711) }, 'Campaign: Get Many'],
	['campaign: stop', { campaign: byId(4711) }, 'Campaign: Get Many'],
	['campaign: delete', { campaign: byId(4711) }, 'Campaign: Get Many'],
	['account: delete', { account: byId('4711'.repeat(18)) }, 'Account: Get Many'],
])('%s with %j, which is not there, names it and %s', async (place, parameters, list) => {
	const { error } = await act(suite, place, parameters);
	expect(error?.message).toMatch(/4711/);
	expect(error?.description).toContain(`${list} shows the IDs there are.`);
});

it('names no ID in an error about something else', async () => {
	suite.gateway.fault({ kind: 'status', status: 401, message: 'Invalid API secret!' });
	const { error } = await act(suite, 'message: deleteSent', { messageId: '4711' });
	expect(error?.message).not.toContain('4711');
});
