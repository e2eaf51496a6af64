/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

import { readBody } from './body';
import { dispatch } from './dispatch';
import type { Reply } from './envelope';
import { spoil } from './fault-reply';
import { isProcessed, type FaultQueue, type FaultRule } from './faults';
import type { Recorder } from './recorder';
import type { Reactions } from './replies';
import type { Settings } from './settings';
import type { RecordedRequest, State } from './types';
import type { WebhookSender } from './webhook';

/** What the server works on; `origin` is set as soon as the port is known. */
export interface Gateway {
	settings: Settings;
	state: State;
	faults: FaultQueue;
	recorder: Recorder;
	listeners: Set<(request: RecordedRequest) => void>;
	webhook: WebhookSender;
	reactions: Reactions;
	/** What went wrong in callbacks of the test; `close()` throws the first. */
	errors: unknown[];
	basePath: string;
	origin: string;
}

/** The HTTP side of the gateway: one request in, one answer, fault or silence out. */
export function createGatewayServer(gateway: Gateway): Server {
	return createServer({ keepAliveTimeout: 75_000 }, (req, res) => {
		handle(gateway, req, res).catch((error: unknown) => {
			gateway.errors.push(error);
			res.destroy();
		});
	});
}

async function handle(gateway: Gateway, req: IncomingMessage, res: ServerResponse): Promise<void> {
	const { settings, faults, recorder } = gateway;
	const request = recorder.begin(req, res);
	const early = faults.take(request, 'upload');
	if (early) return cutDuringUpload(req, res, early);

	const body = await readBody(req, settings);
	if (!body) return;
	Object.assign(request, { fields: body.fields, files: body.files, bodyEncoding: body.encoding });
	for (const listener of gateway.listeners) listener(request);

	const rule = faults.take(request, 'answer');
	const isLateStart = settings.latencyAt === 'processing';
	if (isLateStart) await latency(settings, request, rule);
	const answer =
		body.refusal ?? (rule && !isProcessed(rule) ? undefined : await carryOut(gateway, request));
	if (!isLateStart) await latency(settings, request, rule);
	finish(gateway, request, res, rule, answer);
}

async function carryOut(gateway: Gateway, request: RecordedRequest): Promise<Reply> {
	const { state, settings, origin, basePath } = gateway;
	const parameters = request.method === 'POST' ? request.fields : request.query;
	const reply = await dispatch({ state, settings, request, parameters, origin, basePath });
	gateway.reactions.see(request, reply);
	return reply;
}

function finish(
	{ settings, recorder }: Gateway,
	request: RecordedRequest,
	res: ServerResponse,
	rule: FaultRule | undefined,
	answer: Reply | undefined,
): void {
	const outcome = rule ? spoil(rule, answer, request, settings) : answer && { reply: answer };
	if (outcome === undefined || outcome === 'hang' || res.destroyed) return;
	if (outcome === 'cut') return cut(res, rule);
	const reply = 'half' in outcome ? outcome.half : outcome.reply;
	const bytes = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
	res.writeHead(
		reply.status,
		reply.chunked ? reply.headers : { ...reply.headers, 'content-length': String(bytes.length) },
	);
	if ('half' in outcome) {
		res.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => cut(res, rule));
		return;
	}
	recorder.end(request, reply.status);
	recorder.stats.bytes += bytes.length;
	res.end(bytes);
}

/** Ends the connection once `afterBytes` of the body have arrived. */
function cutDuringUpload(req: IncomingMessage, res: ServerResponse, rule: FaultRule): void {
	const limit = rule.afterBytes ?? 0;
	let size = 0;
	if (limit === 0) return cut(res, rule);
	req.on('data', (chunk: Buffer) => {
		size += chunk.length;
		if (size >= limit) cut(res, rule);
	});
	req.on('end', () => cut(res, rule));
}

function cut(res: ServerResponse, rule: FaultRule | undefined): void {
	if (rule?.reset) res.socket?.resetAndDestroy();
	else res.socket?.destroy();
}

async function latency(
	{ latencyMs }: Settings,
	request: RecordedRequest,
	rule: FaultRule | undefined,
): Promise<void> {
	const own = typeof latencyMs === 'function' ? await latencyMs(request) : latencyMs;
	const ms = own + (rule?.ms ?? 0);
	// Unreferenced: an answer that nobody can receive any more must not hold the process.
	if (ms > 0) await new Promise<void>((resolve) => setTimeout(resolve, ms).unref());
}
