import type { CarriedOut, Fault, FaultKind } from './fault';

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

const ranOut = new Set(['ECONNABORTED', 'ETIMEDOUT', 'ESOCKETTIMEDOUT']);

/** A certificate is looked at before anything is sent. */
const isAboutCertificate = (code: string): boolean =>
	/CERT|SELF_SIGNED|UNABLE_TO_VERIFY|UNABLE_TO_GET_ISSUER/.test(code);

/**
 * Reads a failed HTTP exchange: nothing was answered, so only the error of the connection tells what happened.
 *
 * @param error what the HTTP helper threw; n8n wraps the connection's own error once or twice
 * @param timeoutMs the timeout that was set, for the words
 */
export function networkFault(error: unknown, timeoutMs: number): Fault {
	const { code, text, syscall } = inspect(error);
	const known = neverConnected[code];
	if (known) return fault('unreachable', known[0], known[1], 'no');
	if (unreachable.has(code)) {
		return fault(
			'unreachable',
			'the gateway cannot be reached from this machine',
			'Check the network of the machine n8n runs on and the Base URL in the WatX credential.',
			syscall === 'connect' ? 'no' : 'maybe',
		);
	}
	if (ranOut.has(code) || /timeout of \d+ms|timed out/i.test(text)) {
		return { ...timedOut(timeoutMs), carriedOut: syscall === 'connect' ? 'no' : 'maybe' };
	}
	if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|EPROTO/.test(code)) return secureFault(code);
	if (/cancel+ed|aborted by/i.test(text) || code === 'ERR_CANCELED') return cancelled('maybe');
	const isReset = code === 'ECONNRESET';
	return fault(
		'cut',
		'the connection to the gateway was cut before it answered',
		`Try again in a moment. If it happens again, check ${isReset ? 'that the Base URL begins with the right one of http:// and https://, ' : ''}the gateway and any proxy before it.`,
		'maybe',
	);
}

function secureFault(code: string): Fault {
	const isCertificate = isAboutCertificate(code);
	const isOwn = /SELF_SIGNED|UNABLE_TO/.test(code);
	const wayOut = isOwn
		? ' If it is a certificate of your own, save it or its authority as a file on the machine n8n runs on, and name the file in the environment variable NODE_EXTRA_CA_CERTS of n8n.'
		: '';
	return {
		...fault(
			'certificate',
			'the secure connection to the gateway could not be set up',
			isCertificate
				? `The certificate of the gateway was not accepted (${code}). Renew it.${wayOut}`
				: `The gateway does not speak TLS as expected (${code}). Check that the Base URL begins with the right one of http:// and https://.`,
			isCertificate ? 'no' : 'maybe',
		),
		transient: false,
	};
}

/** Nothing was answered in time. */
export const timedOut = (timeoutMs: number): Fault =>
	fault(
		'timeout',
		`the gateway did not answer within ${seconds(timeoutMs)}`,
		'The gateway, or the way to it, is slow.',
		'maybe',
	);

const seconds = (ms: number): string => (ms === 1000 ? '1 second' : `${ms / 1000} seconds`);

const fault = (kind: FaultKind, reason: string, advice: string, carriedOut: CarriedOut): Fault => ({
	...{ kind, reason, advice, carriedOut },
	transient: true,
});

/** The execution was cancelled while (`maybe`) or before (`no`) the gateway was asked. */
export function cancelled(carriedOut: CarriedOut): Fault {
	return {
		...fault(
			'cancelled',
			'the execution was cancelled',
			'Run the workflow again when you want to go on.',
			carriedOut,
		),
		transient: false,
	};
}

/** An answer came, but something went wrong while it was read. */
export const unreadable = (): Fault => ({
	...fault(
		'unreadable',
		'the answer of the gateway could not be read',
		'Try again. If it stays so, ask the operator of the gateway what it answers.',
		'maybe',
	),
	transient: false,
});

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
