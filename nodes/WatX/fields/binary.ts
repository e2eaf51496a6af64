import { createHash } from 'crypto';
import type { IBinaryData } from 'n8n-workflow';
import type { Upload } from '../gateway/form';
import type { Call } from './call';
import type { FileFacts } from './fileKinds';
import { getText, quote, type Field } from './values';

/** Read in larger pieces than n8n's 64 KiB, a file costs a fifth less processor time and no more memory. */
const CHUNK_BYTES = 128 * 1024;

/** A file of an input item: what n8n knows about it, its size in bytes, and its bytes on demand. */
export type InputFile = FileFacts & Pick<Upload, 'size' | 'open'>;

/** Whether a text is the content of a file, raw or in base64, in place of its name or link. */
export const isFileContent = (text: string): boolean =>
	/^\s*(?:data:|%PDF-|.PNG|GIF8|PK\W)/i.test(text) ||
	(text.length > 60 && /^[A-Za-z\d+/=\s]+$/.test(text.slice(0, 1000)));

/** Binary data as an expression gives it, such as `{{ $('Node').item.binary.data }}`. */
export const isBinary = (value: unknown): value is IBinaryData =>
	typeof value === 'object' &&
	value !== null &&
	'mimeType' in value &&
	('id' in value || 'data' in value);

/** The binary data that a parameter names, or is itself; undefined when the item has none of that name. */
export function findBinary(call: Call, field: Field): IBinaryData | undefined {
	const value = call.param(field.name);
	if (isBinary(value)) return value;
	const name = getText(call, field);
	const { binary = {} } = call.context.getInputData()[call.itemIndex] ?? {};
	const found = Object.hasOwn(binary, name) ? binary[name] : inCombinedMode(call, name);
	return isBinary(found) ? found : undefined;
}

/** As `findBinary`. @throws an error that names the binary fields the item has, when there is none of that name */
export function getBinary(call: Call, field: Field): IBinaryData {
	const found = findBinary(call, field);
	if (found) return found;
	const name = getText(call, field);
	if (name === '' || isFileContent(name)) {
		return call.refuse(
			name === ''
				? `"${field.displayName}" is empty`
				: `"${field.displayName}" holds the content of a file, not the name of a binary field`,
			'Enter the name of the binary field, for example data. Base64 text becomes a file with the node Convert to File.',
		);
	}
	const others = Object.keys(call.context.getInputData()[call.itemIndex]?.binary ?? {}).map(quote);
	return call.refuse(
		`The item has no binary field ${quote(name)}, which "${field.displayName}" names`,
		others.length > 0
			? `It has ${others.join(', ')}: enter one of these.`
			: 'It has no binary field at all: put a node before this one that reads or downloads the file.',
	);
}

/** With n8n's combined binary mode, the name is a path into the json of the item; only n8n knows the mode. */
function inCombinedMode({ context, itemIndex }: Call, path: string): unknown {
	try {
		return context.helpers.assertBinaryData(itemIndex, path);
	} catch {
		return undefined;
	}
}

/** Opens binary data, from memory, the file system or the database, without reading it yet. */
export async function openBinary(
	call: Call,
	field: Field,
	{ id, data, fileName, mimeType, fileExtension }: IBinaryData,
): Promise<InputFile> {
	const { helpers } = call.context;
	const facts = { fileName, mimeType, fileExtension };
	if (!id) {
		const buffer = Buffer.from(data, 'base64');
		return checkSize(call, field, {
			...facts,
			size: buffer.length,
			open: async () => onceOf(buffer),
		});
	}
	const orGone = async <T>(promise: Promise<T>): Promise<T> =>
		await promise.catch(() => refuseGone(call, field));
	const { fileSize } = await orGone(helpers.getBinaryMetadata(id));
	const open = async () => await orGone(helpers.getBinaryStream(id, CHUNK_BYTES));
	return checkSize(call, field, { ...facts, size: fileSize, open });
}

async function* onceOf(buffer: Buffer): AsyncGenerator<Uint8Array> {
	yield buffer;
}

function refuseGone(call: Call, field: Field): never {
	return call.refuse(
		`The file in ${nameOf(call, field)} is no longer stored in n8n`,
		'n8n removes the files of old executions. Run the workflow from the node that makes the file. Nothing was sent.',
	);
}

function checkSize(call: Call, field: Field, file: InputFile): InputFile {
	if (file.size > 0) return file;
	return call.refuse(
		`The file in ${nameOf(call, field)} is empty`,
		'Check the node that made it: nothing can be sent.',
	);
}

function nameOf(call: Call, { name, displayName }: Field): string {
	const value = call.param(name);
	return typeof value === 'string' ? `the binary field ${quote(value)}` : `"${displayName}"`;
}

/** Whether two binary data hold the same file: same name, type and content, which is read only where nothing else tells. */
export async function isSameFile(call: Call, a: IBinaryData, b: IBinaryData): Promise<boolean> {
	const named = ({ fileName, mimeType, bytes, fileSize }: IBinaryData) =>
		JSON.stringify([fileName, mimeType, bytes, fileSize]);
	if (named(a) !== named(b)) return false;
	if (a.id ? a.id === b.id : a.data === b.data) return true;
	return (await digest(call, a)) === (await digest(call, b));
}

async function digest({ context }: Call, { id, data }: IBinaryData): Promise<string> {
	const hash = createHash('sha256');
	if (!id) return hash.update(Buffer.from(data, 'base64')).digest('base64');
	for await (const chunk of await context.helpers.getBinaryStream(id, CHUNK_BYTES)) {
		hash.update(chunk as Uint8Array);
	}
	return hash.digest('base64');
}
