import { NodeOperationError, type INode } from 'n8n-workflow';
import { WORDS } from '../../../emulator';
import { parseAccess } from '../../../../nodes/WatX/gateway/access';
import { endpoints, linkEndpoints } from '../../../../nodes/WatX/gateway/endpoints';
import { faultError, type Fault } from '../../../../nodes/WatX/gateway/faults/fault';
import {
	cancelled,
	networkFault,
	unreadable,
} from '../../../../nodes/WatX/gateway/faults/networkFault';
import { quoteWithout } from '../../../../nodes/WatX/gateway/faults/quote';
import { understand } from '../../../../nodes/WatX/gateway/understand';

const SECRET = 's3cret/+&"value';
const node = { name: 'WatX', parameters: {} } as unknown as INode;
const calls = Object.values({ ...endpoints, ...linkEndpoints });
const CODES = [200, 201, 301, 400, 401, 403, 404, 406, 408, 409, 413, 418, 429, 499, 500, 502, 503];
const PAGES = [
	'',
	'not JSON',
	'{"status":200,"mess',
	'{"other":1}',
	`<html><title>Sign in as ${SECRET}</title></html>`,
	'<br /><b>Warning</b>: x',
];
const CONNECTIONS =
	'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ECONNRESET ECONNABORTED EPIPE EPROTO CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT ERR_CANCELED';

/** What comes over HTTP: pages under every code, each of the gateway's words, unknown words with every code. */
const ANSWERS: Array<[number, string]> = [
	...CODES.flatMap((code) => PAGES.map((page): [number, string] => [code, page])),
	...[200, 404, 500].flatMap((code) =>
		[
			...Object.values(WORDS),
			{ status: 500, message: 'getaddrinfo failed: econnrefused, ENOENT', data: false },
			...CODES.map((status) => ({ status, message: `No, ${SECRET}!`, data: false })),
			...[400, 500].map((status) => ({ status, message: '', data: { messageId: 77 } })),
			{ status: 200, message: 'Sent', data: 'text' },
		].map((envelope): [number, string] => [code, JSON.stringify(envelope)]),
	),
];

/** Every fault there is, on every call. */
function* allFaults(): Generator<[(typeof calls)[number], Fault]> {
	const quote = quoteWithout(SECRET);
	for (const [index, endpoint] of calls.entries()) {
		const baseUrl = `https://host.example/${index % 2 ? 'api' : 'Install'}`;
		for (const [statusCode, body] of ANSWERS) {
			const headers = { location: `https://x.example/?s=${SECRET}` };
			const heard = understand(endpoint, { statusCode, body, headers }, { quote, baseUrl });
			if ('reason' in heard) yield [endpoint, heard];
		}
		for (const code of CONNECTIONS.split(' ')) {
			const error = Object.assign(new Error(`failed with ${SECRET}`), { code });
			yield [endpoint, networkFault(error, 1000)];
		}
		yield [endpoint, networkFault(new Error('socket hang up'), 60_000)];
		yield [endpoint, unreadable()];
		yield [endpoint, cancelled('maybe')];
	}
}

/** What is wrong with a text as English prose, or undefined. */
function flaw(text: string): string | undefined {
	if (!/^["A-Z]/.test(text)) return 'begins small';
	if (/^no /.test(text)) return text;
	if (/ {2}|\.\.|[!?]\.|\. [a-z]|\s[.,:;]|: \.|\( | \)|:\s*:/.test(text)) return 'punctuation';
	if (/undefined|null|NaN|\[object|\$\{/.test(text)) return 'a value that is none';
	if (text.split('(').length !== text.split(')').length) return 'parentheses';
	if ((text.match(/"/g) ?? []).length % 2 === 1) return 'quotes';
	return undefined;
}

/** The words of the gateway are as they are. */
const withoutWords = (text: string) =>
	Object.values(WORDS).reduce((rest, { message }) => rest.replaceAll(message, 'Words'), text);

it('are whole English sentences, without the secret and without what a node need not have', () => {
	const seen = new Map<string, string>();
	for (const [endpoint, fault] of allFaults()) {
		for (const isTool of [false, true]) {
			const { message, description } = faultError(node, endpoint, fault, { isTool });
			for (const text of [message, description ?? '']) seen.set(text, fault.kind);
			if (!description?.endsWith('.')) seen.set(`no end: ${description}`, fault.kind);
			if (isTool && !message.includes(description ?? '')) seen.set('no advice', fault.kind);
		}
	}
	const texts = [...seen.keys()];
	const flawed = texts.flatMap((text) => {
		const found = flaw(withoutWords(text));
		return found ? [`${found}: ${text}`] : [];
	});
	expect(flawed).toEqual([]);
	expect(texts.filter((text) => text.includes('s3cret'))).toEqual([]);
	// n8n would put words of its own in their place, such as "You can retry the request immediately".
	expect(texts.filter((text) => new NodeOperationError(node, text).message !== text)).toEqual([]);
	expect(texts.filter((text) => /\boption\b|from the list|this item|locator/i.test(text))).toEqual(
		[],
	);
	expect(new Set(seen.values()).size).toBeGreaterThanOrEqual(24);
	expect(texts.length).toBeGreaterThan(1_000);
});

it('tell what is wrong with a credential', () => {
	const problems = [
		...['', 'x', 'https://u:p@x/api', `https://x/${'a'.repeat(3000)}`].map((baseUrl) => ({
			...{ baseUrl, secret: SECRET },
		})),
		...['', '\uD800', 's\uDC00'].map((secret) => ({ baseUrl: 'https://x/api', secret })),
	].map((credentials) => parseAccess(credentials));
	for (const access of problems) {
		const { problem } = access as { problem: string };
		expect(flaw(problem)).toBeUndefined();
		expect(problem).toMatch(/\.$/);
	}
});
