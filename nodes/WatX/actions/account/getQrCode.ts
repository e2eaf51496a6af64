import { linkTokenField, getLinkToken } from '../../fields/linkToken';
import type { Operation } from '../operation';
import { openLinksOf, outputFieldOption, qrCodeBinary } from './qrCode';
import { text } from '../output';

/** Downloads the QR code of a link (contract: endpoint 4a). */
export const getQrCode: Operation = {
	name: 'Get QR Code',
	value: 'getQrCode',
	action: 'Get QR code of WhatsApp link',
	description: 'Download the QR code of a link that Account: Link created, as a picture',
	fields: [linkTokenField],
	calls: [],
	output: { token: text('The token; the picture is in the binary field') },
	options: [outputFieldOption],
	async run(call) {
		const links = await openLinksOf(call);
		const token = getLinkToken(call, links.baseUrl);
		return [{ json: { token }, binary: await qrCodeBinary(call, links, token) }];
	},
};
