import type { Envelope, RawAnswer } from '../answer';
import type { Endpoint } from '../endpoints';
import type { Fault } from './fault';

const LONGEST_QUOTE = 300;

/** An envelope whose status is not 200: the gateway's own words, its code, and what to do (contract: Every call). */
export function envelopeFault(endpoint: Endpoint, envelope: Envelope, raw: RawAnswer): Fault {
	const { status } = envelope;
	return {
		reason: `${plain(envelope.message) || 'the gateway gave no reason'} (${status})`,
		advice: advise(status, endpoint),
		code: status,
		carriedOut: status >= 500 ? 'maybe' : 'no',
		retryAfterMs: retryAfter(raw),
		transient: status === 429 || status >= 500,
	};
}

/** A success whose data is missing or of the wrong kind. */
export function missingDataFault(envelope: Envelope): Fault {
	return {
		reason: `the gateway reported success but returned no data${envelope.message ? ` ("${plain(envelope.message)}")` : ''}`,
		advice:
			'Try again. If it stays so, ask the operator of the gateway whether this installation supports the call.',
		carriedOut: 'maybe',
		transient: false,
	};
}

/** An answer that is no envelope at all: a redirect, a proxy's page, a PHP error, cut or empty JSON. */
export function unexpectedAnswerFault(endpoint: Endpoint, raw: RawAnswer): Fault {
	const { statusCode } = raw;
	const code = statusCode >= 200 && statusCode < 300 ? undefined : statusCode;
	if (statusCode >= 300 && statusCode < 400) {
		return {
			reason: `the gateway redirects to another address (HTTP ${statusCode})`,
			advice: `Redirects are not followed, to keep the secret safe. Enter the final address as Base URL in the WatX credential${redirectHint(raw)}.`,
			code,
			carriedOut: 'no',
			transient: false,
		};
	}
	const refused = statusCode >= 400 && statusCode < 500;
	return {
		reason: `${describeBody(raw.body)} (HTTP ${statusCode})`,
		advice: refused || statusCode >= 500 ? advise(statusCode, endpoint) : NOT_A_GATEWAY,
		code,
		carriedOut: refused ? 'no' : 'maybe',
		retryAfterMs: retryAfter(raw),
		transient: statusCode === 429 || statusCode >= 500,
	};
}

const NOT_A_GATEWAY =
	'Check that the Base URL in the WatX credential ends with the path of the API, for example "/api". If it does, the gateway or a proxy before it has a problem: try again later.';

function advise(status: number, { permission, path }: Endpoint): string {
	if (status === 400) {
		return 'Check the values of this item: the gateway does not accept one of them, or a required one is empty.';
	}
	if (status === 401) {
		return 'The secret is wrong or was deleted. Copy the API secret from WatX under Tools → API Keys into the WatX credential.';
	}
	if (status === 403) {
		return `The API key lacks the permission "${permission}", or your plan does not include it. Switch it on in WatX under Tools → API Keys, or use another key.`;
	}
	if (status === 404) {
		return `The gateway does not find what was asked for, or does not know the call "${path}". Choose the account or entry from the list again, and check the Base URL.`;
	}
	if (status === 413)
		return 'The file is larger than the gateway accepts. Send a smaller one, or send it by URL.';
	if (status === 429)
		return 'Too many requests in a short time. Wait a moment, send more slowly, and try again.';
	if (status >= 500) return 'The gateway or a proxy before it has a problem. Try again later.';
	return 'Check the values of this item and the state of the account in WatX, then try again.';
}

function describeBody(body: unknown): string {
	const text = typeof body === 'string' ? body.trim() : JSON.stringify(body ?? '');
	if (text === '' || text === '""') return 'the answer is empty';
	if (/^<|<html|<body|<br/i.test(text)) {
		const title = /<title[^>]*>([^<]*)</i.exec(text)?.[1];
		return `the answer is a web page instead of JSON${title ? `, titled "${plain(title)}"` : ''}`;
	}
	if (/^[{[]/.test(text)) {
		return isJson(text)
			? 'the answer is JSON, but not of a WatX gateway'
			: 'the answer breaks off in the middle';
	}
	return 'the answer is not JSON';
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}

/** The gateway's words as plain text of a bounded length. */
function plain(text: string): string {
	const bare = text
		.replace(/<[^>]*>/g, ' ')
		.replace(/\s+/g, ' ')
		.trim();
	return bare.length > LONGEST_QUOTE ? `${bare.slice(0, LONGEST_QUOTE)}…` : bare;
}

/** Names the redirect's host and nothing more: its query may hold the secret. */
function redirectHint({ headers }: RawAnswer): string {
	const location = String(headers.location ?? '');
	return URL.canParse(location) ? ` (it points to ${new URL(location).origin})` : '';
}

function retryAfter({ headers }: RawAnswer): number | undefined {
	const value = String(headers['retry-after'] ?? '');
	if (value === '') return undefined;
	const ms = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
	return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}
