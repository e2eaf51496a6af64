import type { INodeExecutionData } from 'n8n-workflow';
import { download, type DownloadContext, type DownloadRules } from './download';
import { toJson, type Received } from './received';

/** What to do with attachments; without rules they are not downloaded. */
export interface ItemRules {
	download?: DownloadRules;
	binaryPropertyName: string;
}

/** Makes the item of a message, with its file if that is wanted and can be had. */
export async function toItem(
	context: DownloadContext,
	message: Received,
	rules: ItemRules,
): Promise<INodeExecutionData> {
	const json = toJson(message);
	if (!rules.download || message.attachment === null) return { json };
	const result = await download(context, message.attachment, rules.download);
	if ('problem' in result) return { json: { ...json, attachmentError: result.problem } };
	return { json, binary: { [rules.binaryPropertyName]: result.file } };
}
