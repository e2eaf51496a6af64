import type { RawAnswer } from '../answer';
import { TOO_MANY, holdsSuccess, provesRefusal } from './envelopeFault';
import type { Fault } from './fault';
import type { Quote } from './quote';
import { retryAfter } from './retryAfter';

/** So much of a page is looked at for its kind and title. */
const LOOK = 20_000;

/**
 * An answer that is no envelope (contract: Every call): a page of a proxy, firewall, login or web server, a warning of PHP,
 * JSON cut short, nothing at all. The gateway did not say it, so it tells nothing about the secret or the key.
 *
 * @param baseUrl where the gateway was looked for
 */
export function foreignFault(raw: RawAnswer, quote: Quote, baseUrl: string): Fault {
	const { statusCode: http } = raw;
	const isOk = http >= 200 && http < 300;
	if (http >= 300 && http < 400) return redirectFault(raw, quote);
	return {
		kind: http === 429 ? 'tooManyRequests' : 'foreign',
		reason: `${describe(raw.body, quote)} (HTTP ${http})`,
		advice: advise(http, baseUrl),
		code: isOk ? undefined : http,
		carriedOut: provesRefusal(http) && !holdsSuccess(raw) ? 'no' : 'maybe',
		retryAfterMs: retryAfter(raw),
		transient: http === 429 || http === 408 || http >= 500,
	};
}

function redirectFault({ statusCode, headers }: RawAnswer, quote: Quote): Fault {
	const location = String(headers.location ?? '').slice(0, LOOK);
	// Nothing but the host: the query may hold the secret.
	const host = URL.canParse(location) ? quote(new URL(location).origin) : '';
	return {
		kind: 'redirect',
		reason: `the gateway redirects to another address (HTTP ${statusCode})`,
		advice: `Redirects are not followed, to keep the secret safe. Enter the final address as Base URL in the WatX credential${host ? ` (it points to ${host})` : ''}.`,
		code: statusCode,
		carriedOut: 'maybe',
		transient: false,
	};
}

function advise(http: number, baseUrl: string): string {
	const isApi = /\/api$/i.test(baseUrl);
	const address = isApi
		? 'Check the Base URL in the WatX credential: there is no WatX API at it.'
		: `The Base URL in the WatX credential does not end with "/api". Try "${baseUrl}/api".`;
	if (http >= 200 && http < 300) {
		return `The answer does not come from the WatX gateway: it may be a login, maintenance or parking page. ${address}`;
	}
	if ([404, 405, 406, 410].includes(http)) {
		return `The answer comes from a web server, not from the WatX gateway. ${address}${isApi ? ' If other calls work, this installation does not offer this one.' : ''}`;
	}
	if (http === 413) {
		return 'A web server before the gateway does not take so large a request. Send a smaller file, or a link to it.';
	}
	if (http === 429) return TOO_MANY;
	if (http >= 500) {
		return 'The gateway, or a proxy or web server before it, has a problem. Try again later.';
	}
	return 'A proxy, firewall or login page between n8n and the gateway turned the request away; the gateway never saw it. Ask whoever runs it to let the machine n8n runs on through.';
}

function describe(body: unknown, quote: Quote): string {
	const text = (typeof body === 'string' ? body : (JSON.stringify(body) ?? '')).trim();
	if (text === '' || text === '""') return 'the answer is empty';
	const head = text.slice(0, LOOK);
	if (head.startsWith('<') || /<(?:html|body|br)\b/i.test(head)) {
		const title = quote(/<title[^<>]*>([^<]*)</i.exec(head)?.[1]);
		return `the answer is a web page instead of JSON${title ? `, titled "${title}"` : ''}`;
	}
	if (!/^[{[]/.test(head)) return 'the answer is not JSON';
	return isJson(text)
		? 'the answer is JSON, but not of a WatX gateway'
		: 'the answer breaks off in the middle';
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
