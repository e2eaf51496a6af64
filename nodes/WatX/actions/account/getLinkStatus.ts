import { linkTokenField, getLinkToken } from '../../fields/linkToken';
import type { Operation } from '../operation';
import { getStatus, getWait, waitOption } from './linkStatus';
import { openLinksOf } from './qrCode';

/** Tells whether the QR code of a link was scanned (contract: endpoint 4b). */
export const getLinkStatus: Operation = {
	name: 'Get Link Status',
	value: 'getLinkStatus',
	action: 'Get status of link',
	description:
		'Tell whether somebody has scanned the QR code of a link; if so, with phone number and unique ID of the account. A code that has expired gives "expired": true, not an error.',
	fields: [linkTokenField],
	options: [waitOption],
	async run(call) {
		const seconds = getWait(call);
		const links = await openLinksOf(call);
		const token = getLinkToken(call, links.baseUrl);
		return [{ json: await getStatus(links, token, seconds) }];
	},
};
