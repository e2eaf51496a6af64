import type { IDataObject } from 'n8n-workflow';
import { isRecord, parseEnvelope, type RawAnswer } from '../answer';
import { linkEndpoints } from '../endpoints';
import { contradictionFault, envelopeFault } from '../faults/envelopeFault';
import type { Fault } from '../faults/fault';
import { foreignFault } from '../faults/foreignFault';
import type { Understanding } from '../understand';

/** How far a QR code has come: scanned, still waiting, or no longer valid. */
export type LinkStatus =
	| { linked: true; phone: string | null; data: IDataObject }
	| { linked: false; expired: boolean; gatewayMessage: string };

/**
 * Understands the answer of get/wa.info (contract: endpoint 4b). While nobody has scanned the code, installations answer
 * with status 301, another status, or no data.
 */
export function parseLinkStatus(
	raw: RawAnswer,
	{ quote, baseUrl }: Understanding,
): LinkStatus | Fault {
	const envelope = parseEnvelope(raw.body);
	if (!envelope) return foreignFault(raw, quote, baseUrl);
	const { status, message } = envelope;
	const isOk = raw.statusCode >= 200 && raw.statusCode < 300;
	if (!isOk && status === 200) return contradictionFault(envelope, raw, quote);
	const data = isRecord(envelope.data) ? envelope.data : {};
	if (status === 200 && (isText(data.wid) || isText(data.unique))) {
		return { linked: true, phone: phoneOf(data.wid), data };
	}
	const fault = envelopeFault(linkEndpoints.getLinkStatus, envelope, raw, quote);
	if (fault.kind === 'expiredToken') {
		return { linked: false, expired: true, gatewayMessage: quote(message) };
	}
	const isFault =
		fault.kind === 'noSuchCall' ||
		[401, 403, 429].includes(status) ||
		status >= 500 ||
		raw.statusCode >= 500 ||
		/parameter/i.test(message);
	return isFault ? fault : { linked: false, expired: false, gatewayMessage: quote(message) };
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** The number in `919876543210:12@s.whatsapp.net`. */
function phoneOf(wid: unknown): string | null {
	const [digits] = (isText(wid) && /^\d{5,20}(?![^:@])/.exec(wid)) || [];
	return digits === undefined ? null : `+${digits}`;
}
