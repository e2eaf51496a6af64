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
import type { Settings } from './settings';
import type { ServedFile } from './types';
import { WORDS } from './words';

const PLAN_REFUSALS: Partial<Record<Settings['plan'], Envelope>> = {
	none: WORDS.notSubscribed,
	expired: WORDS.subscriptionExpired,
	forbidden: WORDS.noPermissionToUse,
};

/** Carries a request out: routing, secret, permission, required parameters, then the endpoint. */
export async function dispatch(call: Call): Promise<Reply> {
	const { settings, request, state } = call;
	if (request.path.startsWith('/')) {
		const file = state.files.get(request.path);
		return file ? fileReply(file, settings.chunkedAttachments) : htmlPage(404, 'Not Found');
	}
	const endpoint = ENDPOINT_BY_PATH.get(request.path);
	if (!endpoint || isMissing(endpoint, call)) {
		return noSuchCall(request.path, settings);
	}
	const result = refusalOf(endpoint, call) ?? (await endpoint.run(call));
	return 'headers' in result ? result : envelopeReply(result, settings);
}

function refusalOf(
	endpoint: Endpoint,
	{ request, state, settings, parameters }: Call,
): Envelope | undefined {
	if (request.method !== endpoint.method) return invalidParameters();
	if (endpoint.permission) {
		const { permission } = endpoint;
		const needed = typeof permission === 'string' ? permission : permission(parameters);
		const secret = textOf(parameters, 'secret');
		if (parameters.secret === undefined) return invalidParameters();
		const permissions = state.keys.get(secret ?? '');
		if (!permissions) return WORDS.invalidSecret;
		if (!permissions.has(needed)) return WORDS.notPermitted;
		const refusal = PLAN_REFUSALS[settings.plan];
		if (refusal) return refusal;
	}
	const complete = endpoint.required.every((name) => textOf(parameters, name) !== undefined);
	return complete ? undefined : invalidParameters();
}

/** Stock says so with another code in three of its parts. */
function noSuchCall(path: string, settings: Settings): Reply {
	if (settings.unknownEndpoint === 'html') return htmlPage(404, 'Not Found');
	if (settings.unknownEndpoint === 'envelope') {
		return envelopeReply(fail(404, 'Not Found'), settings);
	}
	const status = /^(send|remote|validate)\//.test(path) ? 500 : 400;
	return envelopeReply({ ...WORDS.noSuchCall, status }, settings);
}

/** Only one of the two paths that validate a number exists on most installations. */
function isMissing({ path }: Endpoint, { settings }: Call): boolean {
	const { validateEndpoint, missingEndpoints } = settings;
	if (missingEndpoints.includes(path)) return true;
	const isValidate = path === 'get/wa.phone' || path === 'validate/whatsapp';
	return isValidate && validateEndpoint !== 'both' && validateEndpoint !== path;
}

function fileReply({ bytes, filename, mimeType }: ServedFile, chunked: boolean): Reply {
	const disposition = `inline; filename*=UTF-8''${encodeURIComponent(filename)}`;
	const headers = { 'content-type': mimeType, 'content-disposition': disposition };
	return { status: 200, headers, body: bytes, chunked };
}
