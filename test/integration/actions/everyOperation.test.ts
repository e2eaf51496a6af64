import type { INodeParameters } from 'n8n-workflow';
import { catalogue } from '../../../nodes/WatX/actions/catalogue';
import { ENDPOINTS } from '../../emulator/endpoints';
import { insertRow, type SentRow } from '../../emulator';
import { startSuite, type Suite } from '../suite';
import { act, byId } from './act';

let suite: Suite;
const reached = new Map<string, Set<string>>();

beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

interface Scene {
	parameters: INodeParameters;
	outputs: unknown[];
	/** A second run, for an operation with two ways to the gateway: changed parameters, or another installation. */
	again?: () => INodeParameters;
}

/** Sets the stage for an operation; what stands in the outputs is the contract's answer, unwrapped. */
const scenes: Record<string, () => Scene | Promise<Scene>> = {
	'message: send': () => ({
		parameters: { account: account(), recipient: '+91 98765-43210', message: 'Hello' },
		outputs: [
			{
				messageId: 1,
				status: 'sent',
				recipient: '+919876543210',
				gatewayMessage: 'WhatsApp chat has been sent!',
			},
		],
	}),
	'message: sendBulk': () => ({
		parameters: {
			account: account(),
			campaignName: 'Renewals',
			recipients: '+919123456789, +919876543210',
			message: 'Hello',
		},
		outputs: [
			{
				campaignId: 1,
				campaignName: 'Renewals',
				accepted: 2,
				messageIds: [1, 2],
				duplicates: 0,
				gatewayMessage: 'WhatsApp chats have been queued for sending!',
			},
		],
	}),
	'message: get': () => {
		const row = sentRow();
		const { id } = suite.gateway.receive({ message: 'Hi', sender: '+919812300001' });
		return {
			parameters: { direction: 'sent', messageId: String(row.id) },
			outputs: [expect.objectContaining({ id: row.id, message: 'Hello', status: 'sent' })],
			again: () => ({ direction: 'received', messageId: String(id) }),
		};
	},
	'message: getSent': () => ({
		parameters: {},
		outputs: [expect.objectContaining({ id: sentRow().id, status: 'sent' })],
	}),
	'message: getReceived': () => ({
		parameters: {},
		outputs: [expect.objectContaining({ id: suite.gateway.receive().id, attachment: false })],
	}),
	'message: getPending': () => {
		const row = { ...sentRow(), id: 77 };
		insertRow(suite.gateway.state.pending, row);
		return { parameters: {}, outputs: [expect.objectContaining({ id: 77, message: 'Hello' })] };
	},
	'message: deleteSent': () => {
		const id = String(sentRow().id);
		return { parameters: { messageId: id }, outputs: [{ deleted: true, messageId: id }] };
	},
	'message: deleteReceived': () => {
		const id = String(suite.gateway.receive().id);
		return { parameters: { messageId: id }, outputs: [{ deleted: true, messageId: id }] };
	},
	'phoneNumber: validate': () => ({
		parameters: { account: account(), phone: '0091 98765 43210' },
		outputs: [{ valid: true, phone: '+919876543210', jid: '919876543210@s.whatsapp.net' }],
		again: () => {
			suite.gateway.settings.validateEndpoint = 'validate/whatsapp';
			return {};
		},
	}),
	// With its defaults, Link also fetches the picture, as Get QR Code does.
	'account: link': () => ({
		parameters: { options: { downloadQrCode: false } },
		outputs: [
			{
				qrstring: expect.stringMatching(/^2@/),
				qrimagelink: expect.stringContaining('/api/get/wa.qr?token='),
				infolink: expect.stringContaining('/api/get/wa.info?token='),
				token: expect.stringMatching(/^[0-9a-f]{48}$/),
			},
		],
	}),
	'account: getQrCode': () => ({
		parameters: { token: newToken() },
		outputs: [{ token: expect.any(String) }],
	}),
	'account: getLinkStatus': () => ({
		parameters: { token: newToken() },
		outputs: [{ linked: false, expired: false, gatewayMessage: expect.any(String) }],
	}),
	'account: getMany': () => ({
		parameters: {},
		outputs: [expect.objectContaining({ unique: suite.account.unique, status: 'connected' })],
	}),
	'account: delete': () => ({
		parameters: { account: account() },
		outputs: [{ deleted: true, account: suite.account.unique }],
	}),
	'campaign: getMany': () => ({
		parameters: {},
		outputs: [expect.objectContaining({ id: suite.gateway.addCampaign().id })],
	}),
	'campaign: start': () => {
		const { id } = suite.gateway.addCampaign({ status: 'paused' });
		return { parameters: { campaign: byId(id) }, outputs: [{ success: true, campaign: `${id}` }] };
	},
	'campaign: stop': () => {
		const { id } = suite.gateway.addCampaign();
		return { parameters: { campaign: byId(id) }, outputs: [{ success: true, campaign: `${id}` }] };
	},
	'group: getMany': () => {
		const { gid, name } = suite.gateway.addGroup();
		return { parameters: { account: account() }, outputs: [{ gid, name }] };
	},
	'group: getContacts': () => {
		const { gid } = suite.gateway.addGroup({ contacts: ['+919812300001', '+919812300002'] });
		return {
			parameters: { account: account(), group: byId(gid) },
			outputs: [{ phone: '+919812300001' }, { phone: '+919812300002' }],
		};
	},
	'server: getMany': () => ({
		parameters: {},
		outputs: [{ id: 1, name: 'WhatsApp Server 1' }],
	}),
};

const account = () => byId(suite.account.unique);

function sentRow(): SentRow {
	return insertRow(suite.gateway.state.sent, {
		id: 5,
		account: suite.account.phone,
		api: true,
		recipient: '+919876543210',
		message: 'Hello',
		attachment: false,
		created: 1_700_000_000,
		type: 'text',
		status: 'sent',
	});
}

function newToken(): string {
	suite.gateway.state.links.set('abc', {
		token: 'abc',
		qrstring: '2@x',
		sid: 1,
		status: 'pending',
	});
	return 'abc';
}

const places = catalogue.flatMap(({ value, operations }) =>
	operations.map((operation) => `${value}: ${operation.value}`),
);

it.each(places)('%s runs on the engine and gives what the contract answers', async (place) => {
	const { parameters, outputs, again } = await scenes[place]();
	const result = await act(suite, place, parameters);
	expect(result.error).toBeUndefined();
	expect(result.items('WatX').map(({ json }) => json)).toEqual(outputs);
	for (const { pairedItem } of result.items('WatX')) expect(pairedItem).toEqual({ item: 0 });
	if (again) await act(suite, place, { ...parameters, ...again() });
	for (const { path } of suite.gateway.requests) {
		reached.set(path, (reached.get(path) ?? new Set()).add(place));
	}
});

it('reaches every endpoint of the contract through exactly one operation', () => {
	const table = Object.fromEntries([...reached].map(([path, by]) => [path, [...by]]));
	for (const { path } of ENDPOINTS)
		expect([path, table[path]]).toEqual([path, [expect.any(String)]]);
	expect(Object.keys(table).sort()).toEqual(ENDPOINTS.map(({ path }) => path).sort());
	// Two paths for one question, of which an installation has one; and one path with two directions.
	expect(table['validate/whatsapp']).toEqual(table['get/wa.phone']);
	expect(new Set(Object.values(table).flat()).size).toBe(places.length);
});
