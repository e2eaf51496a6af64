import type { IDataObject } from 'n8n-workflow';
import { parseEnvelope, type RawAnswer } from '../answer';
import { envelopeFault, unexpectedAnswerFault } from '../faults/answerFault';
import { linkEndpoints } from '../endpoints';
import type { Fault } from '../faults/fault';

/** How far a QR code has come: scanned, still waiting, or no longer valid. */
export type LinkStatus =
	| { linked: true; data: IDataObject }
	| { linked: false; expired: boolean; gatewayMessage: string };

/**
 * Understands the answer of get/wa.info (contract: endpoint 4b). While nobody has scanned the code, installations answer
 * with status 301, another status, or no data.
 */
export function parseLinkStatus(raw: RawAnswer): LinkStatus | Fault {
	const endpoint = linkEndpoints.getLinkStatus;
	const envelope = parseEnvelope(raw.body);
	if (!envelope) return unexpectedAnswerFault(endpoint, raw);
	const { status, message, data } = envelope;
	const { wid, unique } = (data || {}) as IDataObject;
	if (status === 200 && (wid || unique)) return { linked: true, data: data as IDataObject };
	const isFault = [401, 403, 429].includes(status) || status >= 500 || /parameter/i.test(message);
	if (isFault) return envelopeFault(endpoint, envelope, raw);
	const expired = /expired|invalid|token.*(not found|exist)/i.test(message);
	return { linked: false, expired, gatewayMessage: message };
}
