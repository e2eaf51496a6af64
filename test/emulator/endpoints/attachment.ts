/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { extname } from 'node:path';

import { fail, invalidParameters, type Envelope } from '../envelope';
import { textOf } from '../php-form';
import { hexDigits } from '../state';
import type { UploadedFile } from '../types';
import type { Call } from './endpoint';

const MEDIA_TYPES = ['image', 'audio', 'video'];
const MEDIA_EXTENSIONS = ['jpg', 'png', 'gif', 'mp4', 'mp3', 'ogg'];
const DOCUMENT_TYPES = ['pdf', 'xml', 'xls', 'xlsx', 'doc', 'docx'];

/**
 * The attachment of a message to send (endpoints 1 and 2): the URL of the stored upload or the URL
 * that was given; false for text and, as the gateway does, for every type it does not know.
 */
export function attachmentOf(call: Call): { url: string | false } | { error: Envelope } {
	switch (textOf(call.parameters, 'type')) {
		case 'media':
			return mediaOf(call);
		case 'document':
			return documentOf(call);
		default:
			return { url: false };
	}
}

function mediaOf(call: Call) {
	const file = call.request.files.media_file;
	if (file) return uploadOf(call, file, MEDIA_EXTENSIONS);
	const type = textOf(call.parameters, 'media_type') ?? '';
	return MEDIA_TYPES.includes(type) ? urlOf(call, 'media_url') : { error: invalidParameters() };
}

function documentOf(call: Call) {
	const file = call.request.files.document_file;
	if (file) return uploadOf(call, file, DOCUMENT_TYPES);
	const type = textOf(call.parameters, 'document_type') ?? '';
	const name = textOf(call.parameters, 'document_name') ?? '';
	const isComplete = DOCUMENT_TYPES.includes(type) && extname(name) !== '';
	return isComplete ? urlOf(call, 'document_url') : { error: invalidParameters() };
}

function urlOf(call: Call, name: string) {
	const url = textOf(call.parameters, name) ?? '';
	return /^https?:\/\/[^\s/]+/i.test(url) ? { url } : { error: invalidParameters() };
}

function uploadOf({ state, origin }: Call, file: UploadedFile, accepted: string[]) {
	const extension = extname(file.filename).slice(1).toLowerCase();
	if (!accepted.includes(extension)) return { error: fail(400, 'Invalid file type!') };
	if (file.size === 0) return { error: fail(400, 'Invalid file!') };
	const path = `/uploads/whatsapp/sent/${hexDigits(24)}/${encodeURIComponent(file.filename)}`;
	const { content, filename, mimeType } = file;
	if (content) state.files.set(path, { bytes: content, filename, mimeType });
	return { url: `${origin}${path}` };
}
