import { linkTokenField, getLinkToken } from '../../fields/linkToken';
import type { Operation } from '../operation';
import { getStatus, getWait, waitOption } from './linkStatus';
import { openLinksOf } from './qrCode';
import { flag, optional, text } from '../output';

/** Tells whether the QR code of a link was scanned (contract: endpoint 4b). */
export const getLinkStatus: Operation = {
	name: 'Get Link Status',
	value: 'getLinkStatus',
	action: 'Get status of WhatsApp link',
	description:
		'Tell whether somebody has scanned the QR code of a link; if so, with phone number and unique ID of the account. A code that has expired gives "expired": true, not an error.',
	fields: [linkTokenField],
	calls: [],
	output: {
		linked: flag('Whether the QR code was scanned'),
		phone: optional(text('Own phone number of the linked account')),
		unique: optional(text('Unique ID of the linked account')),
		wid: optional(text('The number as the gateway writes it')),
		expired: optional(flag('Whether the QR code can no longer be scanned')),
		gatewayMessage: optional(text('The words of the gateway when it is not linked')),
	},
	options: [waitOption],
	async run(call) {
		const seconds = getWait(call);
		const links = await openLinksOf(call);
		const token = getLinkToken(call, links.baseUrl);
		return [{ json: await getStatus(links, token, seconds) }];
	},
};
