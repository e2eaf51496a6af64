import { linkTokenField, getLinkToken } from '../../fields/linkToken';
import type { Operation } from '../operation';
import { openLinksOf, outputFieldOption, qrCodeBinary } from './qrCode';

/** Downloads the QR code of a link (contract: endpoint 4a). */
export const getQrCode: Operation = {
	name: 'Get QR Code',
	value: 'getQrCode',
	action: 'Get QR code of link',
	description: 'Download the QR code of a link that Account: Link created, as a picture',
	fields: [linkTokenField],
	options: [outputFieldOption],
	async run(call) {
		const links = await openLinksOf(call);
		const token = getLinkToken(call, links.baseUrl);
		return [{ json: { token }, binary: await qrCodeBinary(call, links, token) }];
	},
};
