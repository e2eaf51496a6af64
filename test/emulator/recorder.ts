/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import type { IncomingMessage, ServerResponse } from 'node:http';

import { emptyTable, parseUrlencoded } from './php-form';
import type { Settings } from './settings';
import type { RecordedRequest } from './types';

/** Counters that go on when recording is off. */
export interface Stats {
	requests: number;
	/** Of the bodies of the answers. */
	bytes: number;
	inFlight: number;
	maxInFlight: number;
}

/** Keeps what was asked, in the order of arrival, and counts. */
export class Recorder {
	readonly requests: RecordedRequest[] = [];
	readonly stats: Stats = { requests: 0, bytes: 0, inFlight: 0, maxInFlight: 0 };

	constructor(
		private readonly settings: Settings,
		private readonly basePath: string,
	) {}

	/** Notes a request whose headers have arrived, and its end whatever that will be. */
	begin(req: IncomingMessage, res: ServerResponse): RecordedRequest {
		const rawUrl = req.url ?? '/';
		const mark = rawUrl.indexOf('?');
		const request: RecordedRequest = {
			method: req.method ?? 'GET',
			path: this.pathOf(mark < 0 ? rawUrl : rawUrl.slice(0, mark)),
			query: mark < 0 ? emptyTable() : parseUrlencoded(rawUrl.slice(mark + 1)),
			fields: emptyTable(),
			files: {},
			headers: req.headers,
			rawUrl,
			bodyEncoding: 'none',
			startedAt: now(),
			status: 0,
		};
		this.keep(request);
		this.stats.requests++;
		this.stats.inFlight++;
		this.stats.maxInFlight = Math.max(this.stats.maxInFlight, this.stats.inFlight);
		res.once('close', () => {
			if (!res.writableFinished) this.end(request, 0);
		});
		return request;
	}

	/** Notes the answer, once: before it is written, so that it is there when the client has it. */
	end(request: RecordedRequest, status: number): void {
		if (request.finishedAt === undefined) {
			request.finishedAt = now();
			this.stats.inFlight--;
		}
		request.status = status;
	}

	clear(): void {
		this.requests.length = 0;
		this.stats.requests = 0;
		this.stats.bytes = 0;
		this.stats.maxInFlight = this.stats.inFlight;
	}

	private keep(request: RecordedRequest): void {
		if (!this.settings.record) return;
		this.requests.push(request);
		const excess = this.requests.length - this.settings.recordLimit;
		// In blocks: cutting one row off a long list at each request would be slow.
		if (excess > 1000) this.requests.splice(0, excess);
	}

	/** Slashes are merged first, as nginx does: links may hold `//api`. */
	private pathOf(rawPath: string): string {
		const path = rawPath.includes('//') ? rawPath.replace(/\/{2,}/g, '/') : rawPath;
		const inside = path.startsWith(`${this.basePath}/`);
		return inside ? path.slice(this.basePath.length + 1) : path;
	}
}

function now(): number {
	return performance.timeOrigin + performance.now();
}
