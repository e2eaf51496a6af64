import type { IDataObject, INodeProperties, NodeApiError } from 'n8n-workflow';
import { tidyLink, tokenOfLink } from '../../fields/linkToken';
import { serverField, getServer } from '../../fields/server';
import { endpoints } from '../../gateway/endpoints';
import { faultOf } from '../../gateway/faults/fault';
import type { Call } from '../../fields/call';
import { getBoolean, optionsOf } from '../../fields/values';
import type { Operation } from '../operation';
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
		'Create a QR code that links a WhatsApp account once somebody scans it with the phone (WhatsApp → Linked Devices) within a minute. Account: Get Link Status then tells whether it was scanned.',
	fields: [serverField],
	options: [downloadOption, outputFieldOption],
	async run(call) {
		const sid = getServer(call);
		const links = await openLinksOf(call);
		const { data } = await createLink(call, sid);
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

/** Some installations choose the server themselves, others refuse a call without one: there the first one does. */
async function createLink(call: Call, sid: string | undefined) {
	if (sid !== undefined) return await call.request(endpoints.createLink, { sid });
	try {
		return await call.request(endpoints.createLink, {});
	} catch (error) {
		const { kind, code } = faultOf(error) ?? {};
		if (kind !== 'refused' || code !== 400) throw error as NodeApiError;
		const [server] = (await call.request<IDataObject[]>(endpoints.getServers, {})).data;
		if (typeof server?.id !== 'number' && typeof server?.id !== 'string')
			throw error as NodeApiError;
		return await call.request(endpoints.createLink, { sid: String(server.id) });
	}
}

/** The phone has to act now, and nothing in the output says so. Older versions of n8n have no hints of an execution. */
function tellNextStep({ context, itemIndex }: Call): void {
	if (itemIndex > 0 || !('addExecutionHints' in context)) return;
	context.addExecutionHints({
		message:
			'Now have the QR code scanned: on the phone, open WhatsApp → Linked Devices → Link a Device, within a minute. Then run Account: Get Link Status with the token of this output; its option "Wait Until Linked" waits for the phone.',
		type: 'info',
		location: 'outputPane',
	});
}

const refuseWithoutToken = (call: Call): never =>
	call.refuse(
		'The gateway created a link, but its answer holds no token for the QR code',
		'Switch the option "Download QR Code" off to get the answer as it is.',
	);
