import { parseData, parseEnvelope, type Envelope, type RawAnswer } from './answer';
import type { Endpoint } from './endpoints';
import { contradictionFault, envelopeFault, missingDataFault } from './faults/envelopeFault';
import type { Fault } from './faults/fault';
import { foreignFault } from './faults/foreignFault';
import type { Quote } from './faults/quote';
import type { Answer } from './request';

/** What is needed to understand an answer. */
export interface Understanding {
	/** Envelopes besides status 200 that the caller understands itself. */
	accept?: (envelope: Envelope) => boolean;
	quote: Quote;
	/** Where the gateway was looked for. */
	baseUrl: string;
}

/** Turns what came over HTTP into an answer or a fault (contract: Every call, What the gateway says); pure. */
export function understand(
	endpoint: Endpoint,
	raw: RawAnswer,
	{ accept, quote, baseUrl }: Understanding,
): Answer | Fault {
	const envelope = parseEnvelope(raw.body);
	if (!envelope) return foreignFault(raw, quote, baseUrl);
	const { status, data } = envelope;
	const message = quote(envelope.message);
	const isOk = raw.statusCode >= 200 && raw.statusCode < 300;
	const agrees = isOk || raw.statusCode === status;
	if (agrees && accept?.(envelope)) return { status, message, data };
	if (agrees && isEmptyList(endpoint, envelope)) return { status, message, data: [] };
	if (status !== 200) return envelopeFault(endpoint, envelope, raw, quote);
	if (!isOk) return contradictionFault(envelope, raw, quote);
	const checked = parseData(endpoint.data, data);
	if (!checked) return missingDataFault(envelope, quote);
	const { leftOut } = checked;
	return { status, message, data: checked.data, ...(leftOut > 0 ? { leftOut } : {}) };
}

/** A gateway that lists nothing may say 404; one that lacks the call or the account says more. */
function isEmptyList(endpoint: Endpoint, { status, message, data }: Envelope): boolean {
	if (endpoint.data !== 'rows' || status !== 404 || data) return false;
	return (
		!/endpoint/i.test(message) && !(endpoint.ofAccount && /account|device|unique/i.test(message))
	);
}
