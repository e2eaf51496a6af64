import type { IDataObject, INodeProperties } from 'n8n-workflow';
import { tidyLink, tokenOfLink } from '../../fields/linkToken';
import { serverField, getServer } from '../../fields/server';
import { endpoints } from '../../gateway/endpoints';
import type { Call } from '../../fields/call';
import { getBoolean, optionsOf } from '../../fields/values';
import type { Operation } from '../operation';
import { getStatus, getWait, waitOption } from './linkStatus';
import { openLinksOf, outputFieldOption, qrCodeBinary } from './qrCode';

const downloadOption: INodeProperties = {
	displayName: 'Download QR Code',
	name: 'downloadQrCode',
	type: 'boolean',
	default: true,
	description: 'Whether to put the QR code as a picture into a binary field of the output',
};

/** Creates a QR code with which a phone is linked (contract: endpoints 4 to 4b). */
export const link: Operation = {
	name: 'Link',
	value: 'link',
	action: 'Link account',
	description:
		'Create a QR code that links a WhatsApp account once somebody scans it with the phone (WhatsApp → Linked Devices)',
	fields: [serverField],
	options: [downloadOption, outputFieldOption, waitOption],
	async run(call) {
		const sid = getServer(call);
		const seconds = getWait(call);
		const links = await openLinksOf(call);
		const { data } = await call.request(endpoints.createLink, sid === undefined ? {} : { sid });
		const { qrimagelink, infolink } = data;
		const token = tokenOfLink(qrimagelink, links.baseUrl) ?? tokenOfLink(infolink, links.baseUrl);
		const json: IDataObject = {
			...data,
			qrimagelink: tidyLink(qrimagelink),
			infolink: tidyLink(infolink),
			token: token ?? null,
		} as IDataObject;
		const wantsQrCode = getBoolean(optionsOf(call), downloadOption) ?? true;
		if (!wantsQrCode && seconds === 0) return [{ json }];
		if (!token) return refuseWithoutToken(call);
		const binary = wantsQrCode ? await qrCodeBinary(call, links, token) : undefined;
		const status = seconds > 0 ? await getStatus(links, token, seconds) : {};
		return [{ json: { ...json, ...status }, ...(binary && { binary }) }];
	},
};

const refuseWithoutToken = (call: Call): never =>
	call.refuse(
		'The gateway created a link, but its answer holds no token for the QR code',
		'Switch the option "Download QR Code" off and remove "Wait Until Linked" to get the answer as it is.',
	);
