import { ENDPOINT_BY_PATH } from './endpoints';
import type { Call, Endpoint } from './endpoints/endpoint';
import {
	envelopeReply,
	fail,
	htmlPage,
	invalidParameters,
	type Envelope,
	type Reply,
} from './envelope';
import { textOf } from './php-form';
import type { ServedFile } from './types';

/** Carries a request out: routing, secret, permission, required parameters, then the endpoint. */
export async function dispatch(call: Call): Promise<Reply> {
	const { settings, request, state } = call;
	if (request.path.startsWith('/')) {
		const file = state.files.get(request.path);
		return file ? fileReply(file, settings.chunkedAttachments) : htmlPage(404, 'Not Found');
	}
	const endpoint = ENDPOINT_BY_PATH.get(request.path);
	if (!endpoint || isMissing(endpoint, call)) {
		if (settings.unknownEndpoint === 'html') return htmlPage(404, 'Not Found');
		return envelopeReply(fail(404, 'Not Found'), settings);
	}
	const result = refusalOf(endpoint, call) ?? (await endpoint.run(call));
	return 'headers' in result ? result : envelopeReply(result, settings);
}

function refusalOf(endpoint: Endpoint, { request, state, parameters }: Call): Envelope | undefined {
	if (request.method !== endpoint.method) return invalidParameters();
	if (endpoint.permission) {
		const { permission } = endpoint;
		const needed = typeof permission === 'string' ? permission : permission(parameters);
		const secret = textOf(parameters, 'secret');
		if (parameters.secret === undefined) return invalidParameters();
		const permissions = state.keys.get(secret ?? '');
		if (!permissions) return fail(401, 'Invalid API secret!');
		if (!permissions.has(needed)) return fail(403, 'This API key is not allowed to do this!');
	}
	const complete = endpoint.required.every((name) => textOf(parameters, name) !== undefined);
	return complete ? undefined : invalidParameters();
}

/** Only one of the two paths that validate a number exists on most installations. */
function isMissing({ path }: Endpoint, { settings: { validateEndpoint } }: Call): boolean {
	const isValidate = path === 'get/wa.phone' || path === 'validate/whatsapp';
	return isValidate && validateEndpoint !== 'both' && validateEndpoint !== path;
}

function fileReply({ bytes, filename, mimeType }: ServedFile, chunked: boolean): Reply {
	const disposition = `inline; filename*=UTF-8''${encodeURIComponent(filename)}`;
	const headers = { 'content-type': mimeType, 'content-disposition': disposition };
	return { status: 200, headers, body: bytes, chunked };
}
