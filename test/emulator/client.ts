import FormData from 'form-data';
import { Agent, request } from 'undici';

import type { Emulator } from './index';

export interface Answer {
	httpStatus: number;
	headers: Record<string, string | string[] | undefined>;
	text: string;
	bytes: Buffer;
}

/** A client of the emulator's own tests: undici and form-data, nothing of the node's. */
export class Client {
	private readonly agent = new Agent({ connections: 16 });

	constructor(private readonly gateway: Emulator) {}

	async get(path: string, query: Record<string, string> = {}): Promise<Answer> {
		const parameters = new URLSearchParams({ secret: this.gateway.secret, ...query });
		return await this.raw('GET', `${this.gateway.url}/${path}?${parameters.toString()}`);
	}

	/** Multipart, with a Content-Length. A Buffer becomes a file under the name given. */
	async post(
		path: string,
		fields: Record<string, string>,
		files: Record<string, { bytes: Buffer; filename: string }> = {},
	): Promise<Answer> {
		const form = new FormData();
		for (const [name, value] of Object.entries({ secret: this.gateway.secret, ...fields })) {
			form.append(name, value);
		}
		for (const [name, { bytes, filename }] of Object.entries(files)) {
			form.append(name, bytes, { filename });
		}
		const body = form.getBuffer();
		return await this.raw('POST', `${this.gateway.url}/${path}`, form.getHeaders(), body);
	}

	/** Urlencoded, the body written out by the test. */
	async postText(path: string, body: string): Promise<Answer> {
		const headers = { 'content-type': 'application/x-www-form-urlencoded' };
		return await this.raw('POST', `${this.gateway.url}/${path}`, headers, body);
	}

	async raw(
		method: 'GET' | 'POST',
		url: string,
		headers: Record<string, string> = {},
		body?: string | Buffer | FormData,
		signal?: AbortSignal,
	): Promise<Answer> {
		const dispatcher = this.agent;
		const response = await request(url, { method, headers, body, signal, dispatcher });
		const bytes = Buffer.from(await response.body.arrayBuffer());
		const { statusCode: httpStatus } = response;
		return { httpStatus, headers: response.headers, text: bytes.toString('utf8'), bytes };
	}

	async close(): Promise<void> {
		await this.agent.destroy();
	}
}

/** The envelope in an answer. */
export function envelopeOf(answer: Answer): { status: number; message: string; data: unknown } {
	return JSON.parse(answer.text) as { status: number; message: string; data: unknown };
}

/** The rows in an answer. */
export function rowsOf(answer: Answer): Array<Record<string, unknown>> {
	return envelopeOf(answer).data as Array<Record<string, unknown>>;
}
