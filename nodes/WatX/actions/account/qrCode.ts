import type { IBinaryKeyData, INodeProperties } from 'n8n-workflow';
import { getRequestOptions, requestHints } from '../../fields/requestOptions';
import { openLinks, type Links } from '../../gateway/links/links';
import type { Call } from '../../fields/call';
import { getText, optionsOf } from '../../fields/values';

/** Leaves the picture out where it is not wanted: a QR code is downloaded unless the user says no. */
export const downloadOption: INodeProperties = {
	displayName: 'Download QR Code',
	name: 'downloadQrCode',
	type: 'boolean',
	default: false,
	description:
		'Whether to put the QR code as a picture into a binary field of the output, as it is without this option',
};

/** Names the binary field a QR code goes into. */
export const outputFieldOption: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryPropertyName',
	type: 'string',
	default: 'qrCode',
	description:
		'Name of the binary field of the output that receives the picture of the QR code; data without this option',
	hint: 'The name of the output field to put the binary file data in',
};

/** Opens the token calls for this item, with the options the user chose. */
export async function openLinksOf(call: Call): Promise<Links> {
	return await openLinks(call.context, { ...getRequestOptions(call), hints: requestHints });
}

/** Downloads the picture of a QR code into a binary field. */
export async function qrCodeBinary(
	call: Call,
	links: Links,
	token: string,
): Promise<IBinaryKeyData> {
	const { bytes, mimeType, extension } = await links.qrCode(token);
	const name = `whatsapp-qr-code.${extension}`;
	const file = await call.context.helpers.prepareBinaryData(bytes, name, mimeType);
	return { [getText(optionsOf(call), outputFieldOption) || 'data']: file };
}
