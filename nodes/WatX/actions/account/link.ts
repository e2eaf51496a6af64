import type { IDataObject } from 'n8n-workflow';
import { tidyLink, tokenOfLink } from '../../fields/linkToken';
import { serverField, getServer } from '../../fields/server';
import { endpoints } from '../../gateway/endpoints';
import type { Call } from '../../fields/call';
import { getBoolean, optionsOf } from '../../fields/values';
import type { Operation } from '../operation';
import { text, textOrNull } from '../output';
import { downloadOption, openLinksOf, outputFieldOption, qrCodeBinary } from './qrCode';
import { withServer } from './withServer';

/** Creates a QR code with which a phone is linked (contract: endpoints 4 to 4b). */
export const link: Operation = {
	name: 'Link',
	value: 'link',
	action: 'Link WhatsApp account',
	description:
		'Create a QR code that links a WhatsApp account once somebody scans it with the phone (WhatsApp → Linked Devices) within a minute. Account: Get Link Status then tells whether it was scanned.',
	fields: [serverField],
	options: [downloadOption, outputFieldOption],
	calls: [endpoints.createLink],
	output: {
		qrstring: text('What the QR code says'),
		qrimagelink: text('Link to the QR code as a picture'),
		infolink: text('Link to the status'),
		token: textOrNull('For Get QR Code and Get Link Status'),
	},
	async run(call) {
		const sid = getServer(call);
		const links = await openLinksOf(call);
		const { data } = await withServer(call, endpoints.createLink, {}, sid);
		const { qrimagelink, infolink } = data;
		const token = tokenOfLink(qrimagelink, links.baseUrl) ?? tokenOfLink(infolink, links.baseUrl);
		const json: IDataObject = {
			...data,
			qrimagelink: tidyLink(qrimagelink),
			infolink: tidyLink(infolink),
			token: token ?? null,
		} as IDataObject;
		tellNextStep(call);
		if (!(getBoolean(optionsOf(call), downloadOption) ?? true)) return [{ json }];
		if (!token) return refuseWithoutToken(call);
		return [{ json, binary: await qrCodeBinary(call, links, token) }];
	},
};

/** The phone has to act now, and nothing in the output says so. Older versions of n8n have no hints of an execution. */
function tellNextStep({ context, itemIndex }: Call): void {
	if (itemIndex > 0 || !('addExecutionHints' in context)) return;
	context.addExecutionHints({
		message:
			'Now have the QR code scanned: on the phone, open WhatsApp → Linked Devices → Link a Device, within a minute. Then run Account: Get Link Status with the token of this output; its option "Wait for Scan (Seconds)" waits for the phone.',
		type: 'info',
		location: 'outputPane',
	});
}

const refuseWithoutToken = (call: Call): never =>
	call.refuse(
		'The gateway created a link, but its answer holds no token for the QR code',
		'Switch the option "Download QR Code" off to get the answer as it is.',
	);
