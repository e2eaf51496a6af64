import type { IBinaryData, IDataObject, IPollFunctions } from 'n8n-workflow';
import { sleep } from 'n8n-workflow';
import { parseEnvelope } from '../../gateway/answer';
import { connectionCode } from '../../gateway/faults/networkFault';
import { REQUEST_DEFAULTS } from '../../gateway/exchange';
import { fileNameOf } from './fileName';
import { looksLikePage, typeOfBytes } from './fileType';

type Helpers = IPollFunctions['helpers'];
type FileStream = Exclude<Parameters<Helpers['prepareBinaryData']>[0], Uint8Array>;

/** What downloading needs of n8n. */
export interface DownloadContext {
	helpers: Pick<Helpers, 'httpRequest' | 'prepareBinaryData'>;
}

/** How attachments are downloaded. */
export interface DownloadRules {
	/** Address of the gateway's API, if it is known; files of its host need no permission. */
	baseUrl?: string;
	/** Download from any host. */
	fromOtherHosts: boolean;
	/** In bytes. */
	maxSize: number;
	/** In milliseconds, for the whole file. */
	timeoutMs: number;
}

/** A downloaded file, or the sentence that says why there is none. */
export type Download = { file: IBinaryData } | { problem: string };

interface Response {
	statusCode: number;
	headers: IDataObject;
	body: FileStream;
}

const MOST_REDIRECTS = 3;
const RETRY_MS = 1000;
const LONGEST_RETRY_MS = 5000;
const MEGABYTE = 1024 * 1024;
/** Of an answer that is no file; enough for the words in it. */
const LONGEST_ANSWER = 65_536;
const LONGEST_WORDS = 200;

/** Why a file is not taken; its message goes to the user. */
class Refusal extends Error {}

/**
 * Downloads the file of a message, streamed, without the secret (contract: endpoint 7, `attachment`).
 * It never fails: a message must not be lost for its file.
 */
export async function download(
	context: DownloadContext,
	url: string,
	rules: DownloadRules,
): Promise<Download> {
	const timeout = AbortSignal.timeout(rules.timeoutMs);
	const over = new AbortController();
	try {
		const signal = AbortSignal.any([timeout, over.signal]);
		return { file: await fetchFile(context, url, rules, signal) };
	} catch (error) {
		return { problem: explain(error, rules, timeout.aborted) };
	} finally {
		// A connection whose file is refused would stay open until the server closes it.
		over.abort();
	}
}

async function fetchFile(
	context: DownloadContext,
	url: string,
	rules: DownloadRules,
	abortSignal: AbortSignal,
): Promise<IBinaryData> {
	let target = parseTarget(url, rules);
	let mayRetry = true;
	for (let redirects = 0; ; ) {
		const response = (await context.helpers.httpRequest({
			method: 'GET',
			url: target.href,
			encoding: 'stream',
			// Redirects are followed by hand, so that none leads to a host that was not allowed.
			...REQUEST_DEFAULTS,
			// n8n gives the length of a compressed file as that of the file.
			headers: { 'accept-encoding': 'identity' },
			timeout: rules.timeoutMs,
			abortSignal,
		})) as Response;
		const { statusCode, headers, body } = response;
		const isBusy = statusCode === 429 || statusCode >= 500;
		const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location !== undefined;
		if (isBusy && mayRetry) {
			mayRetry = false;
			body.destroy();
			const asked = Number(headers['retry-after']) * 1000;
			await sleep(asked > 0 ? Math.min(asked, LONGEST_RETRY_MS) : RETRY_MS);
		} else if (isRedirect) {
			body.destroy();
			if (redirects++ === MOST_REDIRECTS) throw new Refusal('it is redirected again and again');
			target = parseTarget(new URL(String(headers.location), target).href, rules);
		} else return await take(context, target, response, rules);
	}
}

/** Checks that a file may be downloaded from there. A path is one on the gateway. */
function parseTarget(url: string, { baseUrl, fromOtherHosts }: DownloadRules): URL {
	const isPath = !/^[a-z][a-z\d+.-]*:/i.test(url) && /^\S+$/.test(url) && url.includes('/');
	const base = isPath ? baseUrl : undefined;
	if (!URL.canParse(url, base) || !/^https?:$/.test(new URL(url, base).protocol)) {
		throw new Refusal('its address is no http(s) URL');
	}
	const target = new URL(url, base);
	if (fromOtherHosts || (baseUrl && target.host === new URL(baseUrl).host)) return target;
	throw new Refusal(
		baseUrl
			? `it is on "${target.host}", another host than the gateway. Switch on the option "Attachments From Other Hosts" to download it`
			: `without a WatX credential it is not known whether "${target.host}" is the gateway. Choose the credential, or switch on the option "Attachments From Other Hosts"`,
	);
}

/** Takes the file that was answered, or says why the answer is none. */
async function take(
	context: DownloadContext,
	target: URL,
	{ statusCode, headers, body }: Response,
	{ maxSize }: DownloadRules,
): Promise<IBinaryData> {
	if (statusCode !== 200) {
		throw new Refusal(`the server answered with HTTP ${statusCode}${words(await readText(body))}`);
	}
	const fileName = fileNameOf(headers['content-disposition'], target);
	const type = String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim()
		.toLowerCase();
	const head = await peek(body);
	const text = head.subarray(0, LONGEST_ANSWER).toString('utf8');
	if ((type === 'text/html' || looksLikePage(text)) && !/\.x?html?$/i.test(fileName)) {
		throw new Refusal(
			`the server answered with a web page instead of the file${words(await readText(body))}`,
		);
	}
	const isJson = type === 'application/json' || (text.startsWith('{') && parseEnvelope(text));
	if (isJson && !/\.json$/i.test(fileName)) {
		throw new Refusal(
			`the server answered with data instead of the file${words(await readText(body))}`,
		);
	}
	if (Number(headers['content-length'] ?? 0) > maxSize) throw new Refusal(tooLarge(maxSize));
	let size = 0;
	const limited = body.map((chunk: Uint8Array) => {
		size += chunk.length;
		if (size > maxSize) throw new Refusal(tooLarge(maxSize));
		return chunk;
	});
	const isNamed = type !== '' && type !== 'application/octet-stream';
	const mimeType = isNamed ? type : typeOfBytes(head);
	return await context.helpers.prepareBinaryData(limited, fileName, mimeType);
}

/** The first bytes of a stream, which stay in it. */
async function peek(body: FileStream): Promise<Buffer> {
	return await new Promise((resolve, reject) => {
		body.once('error', reject);
		body.once('readable', () => {
			const chunk = body.read() as Buffer | null;
			if (chunk) body.unshift(chunk);
			body.off('error', reject);
			resolve(chunk ?? Buffer.alloc(0));
		});
	});
}

/** The beginning of an answer that is no file. */
async function readText(body: FileStream): Promise<string> {
	let text = '';
	for await (const chunk of body) {
		text += (chunk as Buffer).toString('utf8');
		if (text.length >= LONGEST_ANSWER) break;
	}
	return text.slice(0, LONGEST_ANSWER);
}

/** What the gateway said in place of a file. */
function words(answer: string): string {
	const said = parseEnvelope(answer);
	return said ? `: "${said.message.slice(0, LONGEST_WORDS)}" (${said.status})` : '';
}

const tooLarge = (maxSize: number): string =>
	`it is larger than ${Math.round((maxSize / MEGABYTE) * 10) / 10} MB. Raise the option "Maximum Attachment Size" to download it`;

function explain(error: unknown, { timeoutMs }: DownloadRules, isTimeout: boolean): string {
	if (isTimeout) return sentence(`it did not arrive within ${timeoutMs / 1000} seconds`);
	if (error instanceof Refusal) return sentence(error.message);
	const code = connectionCode(error);
	return sentence(`the connection failed${code ? ` (${code})` : ''}`);
}

const sentence = (problem: string): string => `The attachment was not downloaded: ${problem}.`;
