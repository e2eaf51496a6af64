import type { CarriedOut, Fault } from './fault';

/** Codes of a connection that was never made, so that nothing can have left this machine for the gateway. */
const neverConnected: Record<string, [reason: string, advice: string]> = {
	ECONNREFUSED: [
		'the gateway refused the connection',
		'Check the Base URL in the WatX credential and that the gateway is running.',
	],
	ENOTFOUND: [
		'the host name of the gateway is not known',
		'Check the Base URL in the WatX credential for a typing mistake, and the DNS of the machine n8n runs on.',
	],
	EAI_AGAIN: [
		'the host name of the gateway could not be looked up',
		'The DNS of the machine n8n runs on does not answer. Try again in a moment.',
	],
};

/** Codes that also come on an open connection: only the system call tells whether it was ever made. */
const unreachable = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

const timedOut = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * Reads a failed HTTP exchange: nothing was answered, so only the error of the connection tells what happened.
 *
 * @param error what the HTTP helper threw; n8n wraps the connection's own error once or twice
 * @param timeoutMs the timeout that was set, for the words
 */
export function networkFault(error: unknown, timeoutMs: number): Fault {
	const { code, text, syscall } = inspect(error);
	const known = neverConnected[code];
	if (known) {
		return { reason: known[0], advice: known[1], carriedOut: 'no', transient: true };
	}
	if (unreachable.has(code)) {
		return {
			reason: 'the gateway cannot be reached from this machine',
			advice:
				'Check the network of the machine n8n runs on and the Base URL in the WatX credential.',
			carriedOut: syscall === 'connect' ? 'no' : 'maybe',
			transient: true,
		};
	}
	if (timedOut.has(code) || /timeout of \d+ms|timed out/i.test(text)) {
		return {
			reason: `the gateway did not answer within ${timeoutMs / 1000} seconds`,
			advice: 'If the gateway is just slow, raise the Timeout option.',
			carriedOut: 'maybe',
			transient: true,
		};
	}
	if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code)) {
		return {
			reason: 'the secure connection to the gateway could not be set up',
			advice: `The certificate of the gateway was not accepted (${code}). Renew it, or check that the Base URL begins with the right http:// or https://.`,
			// A certificate is looked at before anything is sent; the other faults can also come later.
			carriedOut: /CERT|SELF_SIGNED|UNABLE_TO_VERIFY/.test(code) ? 'no' : 'maybe',
			transient: false,
		};
	}
	if (/cancel+ed|aborted by/i.test(text) || code === 'ERR_CANCELED') return cancelled('maybe');
	return {
		reason: 'the connection to the gateway was cut before it answered',
		advice: `Try again in a moment${code ? ` (${code})` : ''}. If it happens again, check the gateway and any proxy before it.`,
		carriedOut: 'maybe',
		transient: true,
	};
}

/** The execution was cancelled while (`maybe`) or before (`no`) the gateway was asked. */
export function cancelled(carriedOut: CarriedOut): Fault {
	return {
		reason: 'the execution was cancelled',
		advice: 'Run the workflow again when you want to go on.',
		carriedOut,
		transient: false,
	};
}

/** The code of a failed connection, such as ECONNRESET, or an empty text when nothing tells it. */
export const connectionCode = (error: unknown): string => inspect(error).code;

interface Traces {
	code: string;
	text: string;
	syscall: string;
}

/** Collects what the chain of causes tells, without keeping the request that hangs on it. */
function inspect(error: unknown): Traces {
	const traces: Traces = { code: '', text: '', syscall: '' };
	for (let at = error, depth = 0; at && depth < 5; depth++) {
		const link = at as Record<'code' | 'httpCode' | 'message' | 'syscall' | 'cause', unknown>;
		traces.code ||=
			[link.code, link.httpCode].map(String).find((c) => /^[A-Z][A-Z_]+$/.test(c)) ?? '';
		traces.syscall ||= String(link.syscall ?? '');
		traces.text += ` ${String(link.message ?? '')}`;
		at = link.cause;
	}
	return traces;
}
