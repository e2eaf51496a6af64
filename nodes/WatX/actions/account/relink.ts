import type { IDataObject } from 'n8n-workflow';
import { accountField, getAccount } from '../../fields/account';
import { tidyLink, tokenOfLink } from '../../fields/linkToken';
import { getServer, serverField } from '../../fields/server';
import { getBoolean, optionsOf } from '../../fields/values';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { downloadOption, openLinksOf, outputFieldOption, qrCodeBinary } from './qrCode';
import { withServer } from './withServer';
import { flag, optional, text, textOrNull } from '../output';

/** Creates a QR code with which a disconnected account is linked again (contract: Endpoint 15). */
export const relink: Operation = {
	name: 'Relink',
	value: 'relink',
	action: 'Relink WhatsApp account',
	description:
		'Create a QR code that connects a disconnected account again and keeps its unique ID. Get Many tells when it is connected. Not every installation of WatX offers this.',
	fields: [accountField, serverField],
	calls: [endpoints.relinkAccount],
	output: {
		account: text('Unique ID of the account'),
		alreadyConnected: flag('Whether nothing is to be done; then there is no QR code'),
		gatewayMessage: optional(text('The words of the gateway when nothing is to be done')),
		qrstring: optional(text('What the QR code says')),
		qrimagelink: optional(text('Link to the QR code as a picture')),
		token: optional(textOrNull('For Get QR Code')),
	},
	options: [downloadOption, outputFieldOption],
	async run(call) {
		const account = getAccount(call);
		const sid = getServer(call);
		let isConnected = false;
		const { data, message } = await withServer(
			call,
			endpoints.relinkAccount,
			{ unique: account },
			sid,
			{
				accept: (envelope) => (isConnected = /already (connected|linked)/i.test(envelope.message)),
			},
		);
		if (isConnected) {
			return [{ json: { account, alreadyConnected: true, gatewayMessage: message } }];
		}
		const links = await openLinksOf(call);
		const { qrstring, qrimagelink, infolink } = data;
		const token = tokenOfLink(qrimagelink, links.baseUrl) ?? tokenOfLink(infolink, links.baseUrl);
		const json = {
			account,
			alreadyConnected: false,
			...{ qrstring, qrimagelink: tidyLink(qrimagelink), token: token ?? null },
		} as IDataObject;
		if (!token || getBoolean(optionsOf(call), downloadOption) === false) return [{ json }];
		return [{ json, binary: await qrCodeBinary(call, links, token) }];
	},
};
