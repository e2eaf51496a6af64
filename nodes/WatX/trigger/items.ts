import type { IBinaryKeyData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import { idValue } from '../gateway/messageRow';
import { download, type DownloadContext, type DownloadRules } from './attachments/download';
import { toJson, type Received } from './received';

/** How messages become items. */
export interface ItemRules {
	/** Without rules attachments are not downloaded. */
	download?: DownloadRules;
	binaryPropertyName: string;
	/** How a message is written; as a received one by default. */
	write?: (message: Received) => IDataObject;
}

/** Makes the item of a message, with its file if that is wanted and can be had. */
export async function toItem(
	context: DownloadContext,
	message: Received,
	rules: ItemRules,
): Promise<INodeExecutionData> {
	const { file, error } = await fetchFile(context, message, rules);
	const json = { ...(rules.write ?? toJson)(message), ...error };
	return file ? { json, binary: { [rules.binaryPropertyName]: file } } : { json };
}

/**
 * Makes one item of the messages of a chat: the last message, with the texts of all joined by new lines, what each one
 * was, and all files, as `data_0`, `data_1` and so on.
 *
 * @param messages oldest first, at least one
 */
export async function toConversation(
	context: DownloadContext,
	messages: Received[],
	rules: ItemRules,
): Promise<INodeExecutionData> {
	const last = messages[messages.length - 1];
	const binary: IBinaryKeyData = {};
	const parts: IDataObject[] = [];
	const problems: IDataObject[] = [];
	for (const message of messages) {
		const { id, message: text, attachment, receivedAt } = message;
		const { file, error } = await fetchFile(context, message, rules);
		if (file) binary[`${rules.binaryPropertyName}_${Object.keys(binary).length}`] = file;
		if (error) problems.push(error);
		parts.push({ id: idValue(id), message: text, attachment, receivedAt, ...error });
	}
	const attachments = messages.flatMap(({ attachment }) => attachment ?? []);
	const json = {
		...toJson(last),
		message: messages.flatMap(({ message }) => message || []).join('\n'),
		attachment: attachments[attachments.length - 1] ?? null,
		messages: parts,
		count: messages.length,
		...problems[0],
	};
	return Object.keys(binary).length > 0 ? { json, binary } : { json };
}

async function fetchFile(context: DownloadContext, { attachment }: Received, rules: ItemRules) {
	if (!rules.download || attachment === null) return {};
	const result = await download(context, attachment, rules.download);
	if ('problem' in result) return { error: { attachmentError: result.problem } };
	return { file: result.file };
}
