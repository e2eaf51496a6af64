import type { INodeParameters } from 'n8n-workflow';
import { insertRow, type SentRow } from '../../emulator';
import { ACCEPTED } from '../../profile';
import type { Suite } from '../suite';
import { byId } from './act';

/** One operation with its stage set. */
export interface Scene {
	parameters: INodeParameters;
	/** The contract's answer, unwrapped. */
	outputs: unknown[];
	/** A second run, for an operation with two ways to the gateway: changed parameters, or another installation. */
	again?: () => INodeParameters;
}

/**
 * Every operation under the names that saved workflows hold, which must never change: `resource: operation`, and in `saves`
 * its parameters in the order of the editor. `play` sets the stage for it.
 */
export const scenes: Record<string, { saves: string; play(suite: Suite): Scene }> = {
	'message: send': {
		saves:
			'account recipient messageType message attachmentSource binaryPropertyName attachmentUrl mediaType documentName documentType options',
		play: (suite) => ({
			parameters: { account: account(suite), recipient: '+91 98765-43210', message: 'Hello!' },
			outputs: [
				{
					messageId: 1,
					recipient: '+919876543210',
					...ACCEPTED,
				},
			],
			again: () => ({ options: { skipUnsubscribed: true } }),
		}),
	},
	'message: sendBulk': {
		saves:
			'account campaignName recipientsFrom recipients messageType message attachmentSource binaryPropertyName attachmentUrl mediaType documentName documentType options',
		play: (suite) => ({
			parameters: {
				account: account(suite),
				campaignName: 'Renewals',
				recipients: '+919123456789, +919876543210',
				message: 'Hello!',
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
	},
	'message: sendAndWait': {
		saves: 'account recipient message responseType approvalOptions answerBy options',
		play: (suite) => {
			suite.gateway.replyTo('+919876543210', 'Yes!');
			return {
				parameters: {
					account: account(suite),
					recipient: '+919876543210',
					message: 'Shall we?',
					answerBy: 'chat',
				},
				outputs: [expect.objectContaining({ answered: true, approved: true, messageId: 1 })],
			};
		},
	},
	'message: waitForStatus': {
		saves: 'messageId options',
		play: (suite) => {
			const { id } = sentRow(suite);
			return {
				parameters: { messageId: String(id) },
				outputs: [{ messageId: id, status: 'sent' }],
			};
		},
	},
	'message: get': {
		saves: 'direction messageId simplify options',
		play: (suite) => {
			const row = sentRow(suite);
			const { id } = suite.gateway.receive({ message: 'Hi', sender: '+919812300001' });
			return {
				parameters: { direction: 'sent', messageId: String(row.id) },
				outputs: [expect.objectContaining({ id: row.id, message: 'Hello!', status: 'sent' })],
				again: () => ({ direction: 'received', messageId: String(id) }),
			};
		},
	},
	'message: getSent': {
		saves: 'returnAll limit simplify filters options',
		play: (suite) => ({
			parameters: {},
			outputs: [expect.objectContaining({ id: sentRow(suite).id, status: 'sent' })],
		}),
	},
	'message: getReceived': {
		saves: 'returnAll limit simplify filters options',
		play: (suite) => ({
			parameters: {},
			outputs: [expect.objectContaining({ id: suite.gateway.receive().id, attachment: null })],
		}),
	},
	'message: getPending': {
		saves: 'returnAll limit simplify filters options',
		play: (suite) => {
			const row = { ...sentRow(suite), id: 77 };
			insertRow(suite.gateway.state.pending, row);
			return { parameters: {}, outputs: [expect.objectContaining({ id: 77, message: 'Hello!' })] };
		},
	},
	'message: getConversation': {
		saves: 'account contact returnAll limit options',
		play: (suite) => {
			const { id } = suite.gateway.receive({
				message: 'Which day?',
				sender: '+919876543210',
				created: 1_700_000_001,
			});
			return {
				parameters: { account: account(suite), contact: '+91 98765 43210' },
				outputs: [
					expect.objectContaining({ id: sentRow(suite).id, direction: 'sent', status: 'sent' }),
					expect.objectContaining({ id, direction: 'received', message: 'Which day?' }),
				],
			};
		},
	},
	'message: deleteSent': {
		saves: 'messageId options',
		play: (suite) => {
			const id = String(sentRow(suite).id);
			return { parameters: { messageId: id }, outputs: [{ deleted: true, messageId: id }] };
		},
	},
	'message: deleteReceived': {
		saves: 'messageId options',
		play: (suite) => {
			const id = String(suite.gateway.receive().id);
			return { parameters: { messageId: id }, outputs: [{ deleted: true, messageId: id }] };
		},
	},
	'phoneNumber: validate': {
		saves: 'account phone options',
		play: (suite) => ({
			parameters: { account: account(suite), phone: '0091 98765 43210' },
			outputs: [{ valid: true, phone: '+919876543210', jid: '919876543210@s.whatsapp.net' }],
			again: () => {
				suite.gateway.settings.validateEndpoint = 'validate/whatsapp';
				return {};
			},
		}),
	},
	// With its defaults, Link also fetches the picture, as Get QR Code does.
	'account: link': {
		saves: 'server options',
		play: () => ({
			parameters: { server: byId(1), options: { downloadQrCode: false } },
			outputs: [
				{
					qrstring: expect.stringMatching(/^2@/),
					qrimagelink: expect.stringContaining('/api/get/wa.qr?token='),
					infolink: expect.stringContaining('/api/get/wa.info?token='),
					token: expect.stringMatching(/^[0-9a-f]{48}$/),
				},
			],
		}),
	},
	'account: getQrCode': {
		saves: 'token options',
		play: (suite) => ({
			parameters: { token: newToken(suite) },
			outputs: [{ token: expect.any(String) }],
		}),
	},
	'account: getLinkStatus': {
		saves: 'token options',
		play: (suite) => ({
			parameters: { token: newToken(suite) },
			outputs: [{ linked: false, expired: false, gatewayMessage: expect.any(String) }],
		}),
	},
	'account: getMany': {
		saves: 'returnAll limit simplify options',
		play: (suite) => ({
			parameters: {},
			outputs: [expect.objectContaining({ unique: suite.account.unique, status: 'connected' })],
		}),
	},
	'account: relink': {
		saves: 'account server options',
		play: (suite) => {
			suite.account.status = 'disconnected';
			return {
				parameters: {
					account: account(suite),
					server: byId(1),
					options: { downloadQrCode: false },
				},
				outputs: [
					{
						account: suite.account.unique,
						alreadyConnected: false,
						qrstring: expect.stringMatching(/^2@/),
						qrimagelink: expect.stringContaining('/api/get/wa.qr?token='),
						token: expect.stringMatching(/^[0-9a-f]{48}$/),
					},
				],
			};
		},
	},
	'account: delete': {
		saves: 'account options',
		play: (suite) => ({
			parameters: { account: account(suite) },
			outputs: [{ deleted: true, account: suite.account.unique }],
		}),
	},
	'campaign: getMany': {
		saves: 'returnAll limit simplify options',
		play: (suite) => ({
			parameters: {},
			outputs: [expect.objectContaining({ id: suite.gateway.addCampaign().id })],
		}),
	},
	'campaign: start': {
		saves: 'campaign options',
		play: (suite) => {
			const { id } = suite.gateway.addCampaign({ status: 'paused' });
			return {
				parameters: { campaign: byId(id) },
				outputs: [{ success: true, campaign: `${id}` }],
			};
		},
	},
	'campaign: stop': {
		saves: 'campaign options',
		play: (suite) => {
			const { id } = suite.gateway.addCampaign();
			return {
				parameters: { campaign: byId(id) },
				outputs: [{ success: true, campaign: `${id}` }],
			};
		},
	},
	'campaign: delete': {
		saves: 'campaign options',
		play: (suite) => {
			const { id } = suite.gateway.addCampaign();
			return {
				parameters: { campaign: byId(id) },
				outputs: [{ deleted: true, campaign: `${id}` }],
			};
		},
	},
	'group: getMany': {
		saves: 'account options',
		play: (suite) => {
			const { gid, name } = suite.gateway.addGroup();
			return { parameters: { account: account(suite) }, outputs: [{ gid, name }] };
		},
	},
	'group: getContacts': {
		saves: 'account group options',
		play: (suite) => {
			const { gid } = suite.gateway.addGroup({ contacts: ['+919812300001', '+919812300002'] });
			return {
				parameters: { account: account(suite), group: byId(gid) },
				outputs: [{ phone: '+919812300001' }, { phone: '+919812300002' }],
			};
		},
	},
	'contact: getUnsubscribed': {
		saves: 'returnAll limit options',
		play: (suite) => {
			suite.gateway.receive({ sender: '+919812300001', message: 'Stop, please' });
			return {
				parameters: {},
				outputs: [
					{
						id: 1,
						phone: '+919812300001',
						createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
					},
				],
			};
		},
	},
	'server: getMany': {
		saves: 'options',
		play: () => ({
			parameters: {},
			outputs: [{ id: 1, name: 'WhatsApp Server 1' }],
		}),
	},
};

const account = (suite: Suite) => byId(suite.account.unique);

function sentRow(suite: Suite): SentRow {
	return insertRow(suite.gateway.state.sent, {
		id: 5,
		account: suite.account.phone,
		api: true,
		recipient: '+919876543210',
		message: 'Hello!',
		attachment: false,
		created: 1_700_000_000,
		type: 'text',
		status: 'sent',
	});
}

function newToken(suite: Suite): string {
	suite.gateway.state.links.set('abc', {
		token: 'abc',
		qrstring: '2@x',
		sid: 1,
		status: 'pending',
	});
	return 'abc';
}
