import type { IDataObject } from 'n8n-workflow';
import type { RawAnswer } from './answer';
import type { Fault } from './faults/fault';
import { cancelled, networkFault, timedOut } from './faults/networkFault';

/** Settings of every request. */
export const REQUEST_DEFAULTS = {
	// A followed redirect would drop the body or carry the secret elsewhere.
	disableFollowRedirect: true,
	// n8n repeats a request that failed with HTTP 401, which would send a message twice.
	ignoreHttpStatusErrors: true,
	returnFullResponse: true,
} as const;

/** Compressed, a small answer may become a huge one. */
export const PLAIN = { 'accept-encoding': 'identity' } as const;

export const DEFAULT_TIMEOUT_MS = 60_000;

/** What a timer can hold. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/** What bounds one exchange. */
export interface Bounds {
	/** For all of it, from the first byte sent to the last one received, in milliseconds. */
	timeoutMs: number;
	/** The largest answer, in bytes, after decompression. */
	maxBytes: number;
	/** Ends the exchange early. */
	cancel?: AbortSignal;
}

/** An answer whose body was read to its end. */
export interface Received extends RawAnswer {
	body: Buffer;
}

class TooLarge extends Error {}

/**
 * Makes one HTTP exchange, bounded in time and in size.
 *
 * @param call makes the request with the body as a stream; ends when the signal says so
 * @returns what was answered, or the fault when nothing was
 */
export async function exchange(
	call: (signal: AbortSignal) => Promise<unknown>,
	{ timeoutMs, maxBytes, cancel }: Bounds,
): Promise<Received | Fault> {
	if (cancel?.aborted) return cancelled('no');
	const stop = new AbortController();
	const deadline = AbortSignal.timeout(Math.min(LONGEST_TIMEOUT_MS, Math.ceil(timeoutMs)));
	const end = () => stop.abort();
	for (const signal of [deadline, cancel]) signal?.addEventListener('abort', end);
	try {
		const response = (await unlessStopped(call(stop.signal), stop.signal)) as Partial<RawAnswer>;
		const body = await readBody(response.body, maxBytes, stop.signal);
		return {
			statusCode: Number(response.statusCode),
			headers: (response.headers ?? {}) as IDataObject,
			body,
		};
	} catch (error) {
		if (error instanceof TooLarge) return tooLargeFault(maxBytes);
		if (cancel?.aborted) return cancelled('maybe');
		return deadline.aborted ? timedOut(timeoutMs) : networkFault(error, timeoutMs);
	} finally {
		for (const signal of [deadline, cancel]) signal?.removeEventListener('abort', end);
	}
}

/** Older versions of n8n do not hand the signal on: there the wait ends, whatever the request does. */
async function unlessStopped<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
	let stop = () => {};
	const stopped = new Promise<never>((_resolve, reject) => {
		stop = () => reject(new Error('The exchange was stopped'));
		signal.addEventListener('abort', stop);
	});
	const dropLate = (response: unknown) => {
		const { body } = response as Partial<RawAnswer>;
		if (signal.aborted && isStream(body)) body.destroy?.();
	};
	work.then(dropLate, () => {});
	try {
		return await Promise.race([work, stopped]);
	} finally {
		signal.removeEventListener('abort', stop);
	}
}

type Stream = AsyncIterable<Uint8Array | string> & { destroy?(error?: Error): void };

const isStream = (body: unknown): body is Stream =>
	typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

/** Reads a body to its end. Leaving the loop closes the connection. */
async function readBody(body: unknown, maxBytes: number, signal: AbortSignal): Promise<Buffer> {
	if (!isStream(body)) return bytesOf(body);
	const stop = () => body.destroy?.(new Error('The exchange was stopped'));
	signal.addEventListener('abort', stop);
	const chunks: Buffer[] = [];
	let size = 0;
	try {
		for await (const chunk of body) {
			const bytes = bytesOf(chunk);
			size += bytes.length;
			if (size > maxBytes) throw new TooLarge();
			chunks.push(bytes);
		}
	} finally {
		signal.removeEventListener('abort', stop);
	}
	return chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size);
}

function bytesOf(body: unknown): Buffer {
	if (body instanceof Uint8Array) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
	return Buffer.from(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}

const MEGABYTE = 1024 * 1024;

function tooLargeFault(maxBytes: number): Fault {
	return {
		kind: 'tooLarge',
		reason: `the answer is larger than ${maxBytes / MEGABYTE} MB`,
		advice: 'No more is read, to keep n8n alive. Ask for fewer rows at a time.',
		carriedOut: 'maybe',
		transient: false,
	};
}
