import { createHash } from 'crypto';
import type { IBinaryKeyData, INodeExecutionData } from 'n8n-workflow';

/**
 * Tells calls apart by what they carry: the path, every parameter, and the files of the item.
 *
 * @returns a digest; equal for equal calls
 */
export function fingerprint(
	path: string,
	params: Record<string, string>,
	item: INodeExecutionData | undefined,
): string {
	const sorted = Object.keys(params)
		.sort()
		.map((name) => [name, params[name]]);
	return digest(JSON.stringify([path, sorted, files(item?.binary ?? {})]));
}

/** A stored file is known by its ID; one in memory by its content. */
const files = (binary: IBinaryKeyData) =>
	Object.entries(binary).map(([field, { id, fileName, mimeType, data }]) => [
		...[field, fileName, mimeType],
		id ?? digest(data),
	]);

const digest = (text: string): string => createHash('sha256').update(text).digest('base64');
