import type { INodeParameters } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { act, byId } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => {
	suite.reset();
	suite.gateway.state.links.set('abc', {
		token: 'abc',
		qrstring: '2@x',
		sid: 1,
		status: 'pending',
	});
});
afterAll(async () => await suite.close());

/** Every way to the gateway that reads: with the secret, with a token, and by a second call of an operation. */
const reads: Array<[place: string, path: string, parameters: INodeParameters]> = [
	['message: get', 'get/wa.message', { messageId: '5' }],
	['message: getSent', 'get/wa.sent', {}],
	['server: getMany', 'get/wa.servers', {}],
	['account: getQrCode', 'get/wa.qr', { token: 'abc' }],
	['account: getLinkStatus', 'get/wa.info', { token: 'abc' }],
	['account: link', 'get/wa.qr', { server: byId(1) }],
];

describe.each(reads)('%s, asking %s', (place, path, parameters) => {
	it.each([1, 2, 5])('tries %i times when Max Tries says so', async (maxTries) => {
		const match = { path };
		const fault = suite.gateway.fault({ kind: '429', retryAfter: 0, times: Infinity, match });
		const { error } = await act(suite, place, { ...parameters, options: { maxTries } });
		expect(error?.message).toMatch(/^WatX could not .*429/);
		expect(fault.hits).toBe(maxTries);
	});

	it('waits as long as Timeout says and no longer', async () => {
		suite.gateway.fault({ kind: 'hang', times: Infinity, match: { path } });
		const options = { maxTries: 1, timeout: 0.2 };
		const { error } = await act(suite, place, { ...parameters, options });
		expect(error?.message).toMatch(/did not answer within 0\.2 seconds$/);
	});
});

it('waits for the QR code to be scanned with the same Timeout', async () => {
	suite.gateway.fault({ kind: 'hang', match: { path: 'get/wa.info' } });
	suite.gateway.completeLink('abc');
	const options = { timeout: 0.2, waitUntilLinked: 600 };
	const result = await act(suite, 'account: getLinkStatus', { token: 'abc', options });
	expect(result.items('WatX')).toMatchObject([{ json: { linked: true } }]);
	expect(suite.gateway.requests).toHaveLength(2);
});
