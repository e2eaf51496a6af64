import type { IDataObject, INodeProperties } from 'n8n-workflow';
import type { Links } from '../../gateway/links/links';
import type { LinkStatus } from '../../gateway/links/linkStatus';
import type { Call } from '../../fields/call';

const LONGEST_WAIT_SECONDS = 600;

/** How long to wait for the QR code to be scanned. */
export const waitOption: INodeProperties = {
	displayName: 'Wait Until Linked (Seconds)',
	name: 'waitUntilLinked',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: LONGEST_WAIT_SECONDS },
	default: 60,
	description:
		'How many seconds to wait at most until somebody scans the QR code; at most 600. The wait also ends when the code has expired.',
};

/** How long this item wants to wait, in seconds; 0 when it does not. */
export function getWait(call: Call): number {
	const value = call.option<unknown>('waitUntilLinked');
	if (value === undefined || value === '') return 0;
	const seconds = Number(value);
	if (seconds >= 0 && seconds <= LONGEST_WAIT_SECONDS) return seconds;
	return call.refuse(
		'"Wait Until Linked (Seconds)" is not a number from 0 to 600',
		'Enter how many seconds to wait at most, or remove the option.',
	);
}

/** Asks once, or until the code was scanned or has expired. */
export async function getStatus(
	links: Links,
	token: string,
	seconds: number,
): Promise<IDataObject> {
	return toJson(seconds > 0 ? await links.wait(token, seconds * 1000) : await links.status(token));
}

function toJson(status: LinkStatus): IDataObject {
	if (status.linked) return { linked: true, ...status.data };
	const { expired, gatewayMessage } = status;
	return { linked: false, expired, gatewayMessage };
}
