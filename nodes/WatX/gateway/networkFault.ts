import type { Fault } from './fault';

/** Codes with which nothing can have left this machine for the gateway. */
const neverSent: Record<string, [reason: string, advice: string]> = {
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
	EHOSTUNREACH: [
		'the gateway cannot be reached from this machine',
		'Check the network of the machine n8n runs on and the Base URL in the WatX credential.',
	],
	ENETUNREACH: [
		'the gateway cannot be reached from this machine',
		'Check the network of the machine n8n runs on and the Base URL in the WatX credential.',
	],
};

const timedOut = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/**
 * Reads a failed HTTP exchange: nothing was answered, so only the error of the connection tells what happened.
 *
 * @param error what the HTTP helper threw; n8n wraps the connection's own error once or twice
 * @param timeoutMs the timeout that was set, for the words
 */
export function networkFault(error: unknown, timeoutMs: number): Fault {
	const { code, text } = inspect(error);
	const known = neverSent[code];
	if (known) {
		return { reason: known[0], advice: known[1], carriedOut: 'no', passing: true };
	}
	if (timedOut.has(code) || /timeout of \d+ms|timed out/i.test(text)) {
		return {
			reason: `the gateway did not answer within ${timeoutMs / 1000} seconds`,
			advice: 'If the gateway is just slow, raise the Timeout option.',
			carriedOut: 'maybe',
			passing: true,
		};
	}
	if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO_VERIFY|EPROTO/.test(code)) {
		return {
			reason: 'the secure connection to the gateway could not be set up',
			advice: `The certificate of the gateway was not accepted (${code}). Renew it, or check that the Base URL begins with the right http:// or https://.`,
			carriedOut: 'no',
			passing: false,
		};
	}
	if (/cancel+ed|aborted by/i.test(text) || code === 'ERR_CANCELED') {
		return {
			reason: 'the execution was cancelled',
			advice: 'Run the workflow again when you want to go on.',
			carriedOut: 'maybe',
			passing: false,
		};
	}
	return {
		reason: 'the connection to the gateway was cut before it answered',
		advice: `Try again in a moment${code ? ` (${code})` : ''}. If it happens again, check the gateway and any proxy before it.`,
		carriedOut: 'maybe',
		passing: true,
	};
}

/** Collects code and text along the chain of causes, without keeping the request that hangs on it. */
function inspect(error: unknown): { code: string; text: string } {
	let code = '';
	let text = '';
	for (let at = error, depth = 0; at && depth < 5; depth++) {
		const link = at as { code?: unknown; httpCode?: unknown; message?: unknown; cause?: unknown };
		code ||= [link.code, link.httpCode].map(String).find((c) => /^[A-Z][A-Z_]+$/.test(c)) ?? '';
		text += ` ${String(link.message ?? '')}`;
		at = link.cause;
	}
	return { code, text };
}
