import type { IBinaryData, IDataObject, IPollFunctions } from 'n8n-workflow';
import { factsOfUrl } from '../fields/fileKinds';
import { connectionCode } from '../gateway/faults/networkFault';
import { REQUEST_DEFAULTS } from '../gateway/request';

type Content = Parameters<IPollFunctions['helpers']['prepareBinaryData']>[0];
type FileStream = Exclude<Content, Uint8Array>;

/** How attachments are downloaded. */
export interface DownloadRules {
	/** Address of the gateway's API; files of its host need no permission. */
	baseUrl: string;
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
const MEGABYTE = 1024 * 1024;

/** Why a file is not taken; its message goes to the user. */
class Refusal extends Error {}

/**
 * Downloads the file of a message, streamed, without the secret (contract: endpoint 7, `attachment`).
 * It never fails: a message must not be lost for its file.
 */
export async function download(
	context: IPollFunctions,
	url: string,
	rules: DownloadRules,
): Promise<Download> {
	const signal = AbortSignal.timeout(rules.timeoutMs);
	return await fetchFile(context, url, rules, signal).then(
		(file) => ({ file }),
		(error: unknown) => ({ problem: explain(error, rules, signal.aborted) }),
	);
}

async function fetchFile(
	context: IPollFunctions,
	url: string,
	rules: DownloadRules,
	signal: AbortSignal,
): Promise<IBinaryData> {
	let target = readTarget(url, rules);
	for (let redirects = 0; ; redirects++) {
		const response = (await context.helpers.httpRequest({
			method: 'GET',
			url: target.href,
			encoding: 'stream',
			// Redirects are followed by hand, so that none leads to a host that was not allowed.
			...REQUEST_DEFAULTS,
			timeout: rules.timeoutMs,
			abortSignal: signal,
		})) as Response;
		const { statusCode, headers, body } = response;
		const isRedirect = statusCode >= 300 && statusCode < 400 && headers.location !== undefined;
		if (!isRedirect) return await take(context, target, response, rules);
		body.destroy();
		if (redirects === MOST_REDIRECTS) throw new Refusal('it is redirected again and again');
		target = readTarget(new URL(String(headers.location), target).href, rules);
	}
}

/** Checks that a file may be downloaded from there. */
function readTarget(url: string, { baseUrl, fromOtherHosts }: DownloadRules): URL {
	if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
		throw new Refusal('its address is no http(s) URL');
	}
	const target = new URL(url);
	if (fromOtherHosts || target.host === new URL(baseUrl).host) return target;
	throw new Refusal(
		`it is on "${target.host}", another host than the gateway. Switch on the option "Attachments From Other Hosts" to download it`,
	);
}

async function take(
	context: IPollFunctions,
	target: URL,
	{ statusCode, headers, body }: Response,
	{ maxSize }: DownloadRules,
): Promise<IBinaryData> {
	const refuse = (problem: string): never => {
		body.destroy();
		throw new Refusal(problem);
	};
	if (statusCode !== 200) refuse(`the server answered with HTTP ${statusCode}`);
	const mimeType = String(headers['content-type'] ?? '')
		.split(';')[0]
		.trim();
	const { fileName = '' } = factsOfUrl(target.href);
	if (mimeType === 'text/html' && !/\.html?$/i.test(fileName)) {
		refuse('the server answered with a web page instead of the file');
	}
	if (Number(headers['content-length'] ?? 0) > maxSize) refuse(tooLarge(maxSize));
	let size = 0;
	const limited = body.map((chunk: Uint8Array) => {
		size += chunk.length;
		if (size > maxSize) throw new Refusal(tooLarge(maxSize));
		return chunk;
	});
	const isNamed = mimeType !== '' && mimeType !== 'application/octet-stream';
	const file = await context.helpers.prepareBinaryData(
		limited,
		fileName || 'attachment',
		isNamed ? mimeType : undefined,
	);
	const promised = headers['content-length'];
	if (
		promised !== undefined &&
		headers['content-encoding'] === undefined &&
		size < Number(promised)
	) {
		throw new Refusal('the connection was cut in the middle of the file');
	}
	return file;
}

const tooLarge = (maxSize: number): string =>
	`it is larger than ${Math.round((maxSize / MEGABYTE) * 10) / 10} MB. Raise the option "Maximum Attachment Size" to download it`;

function explain(error: unknown, { timeoutMs }: DownloadRules, isTimeout: boolean): string {
	const { message = '' } = error as Partial<Error>;
	if (error instanceof Refusal) return sentence(message);
	if (isTimeout) return sentence(`it did not arrive within ${timeoutMs / 1000} seconds`);
	const code = connectionCode(error);
	return sentence(`the connection failed${code ? ` (${code})` : ''}`);
}

const sentence = (problem: string): string => `The attachment was not downloaded: ${problem}.`;
