import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Links } from '../../gateway/links/links';
import type { LinkStatus } from '../../gateway/links/linkStatus';
import type { Call } from '../../fields/call';
import { getNumber, optionsOf } from '../../fields/values';

const LONGEST_WAIT_SECONDS = 600;

/** How long to wait for the QR code to be scanned. */
export const waitOption: INodeProperties = {
	displayName: 'Wait for Scan (Seconds)',
	name: 'waitUntilLinked',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LONGEST_WAIT_SECONDS },
	default: 60,
	description:
		'How many seconds to wait at most until somebody scans the QR code; at most 600. The wait also ends when the code has expired.',
};

/** How long this item wants to wait, in seconds; 0 when it does not. */
export function getWait(call: Call): number {
	return getNumber(optionsOf(call), waitOption) ?? 0;
}

/** Asks once, or until the code was scanned or has expired. */
export async function getStatus(
	links: Links,
	token: string,
	seconds: number,
): Promise<IDataObject> {
	return toJson(seconds > 0 ? await links.wait(token, seconds * 1000) : await links.status(token));
}

/** What the gateway gives besides must not take the place of what this node says. */
function toJson(status: LinkStatus): IDataObject {
	const { linked } = status;
	if (linked) return { ...status.data, linked, phone: status.phone };
	const { expired, gatewayMessage } = status;
	return { linked, expired, gatewayMessage };
}
