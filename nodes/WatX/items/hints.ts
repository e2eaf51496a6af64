import type { IExecuteFunctions, INodeExecutionData, NodeExecutionHint } from 'n8n-workflow';
import { count } from './words';

/** Hints are shown as HTML. */
export const hint = (message: string, type: 'info' | 'warning'): NodeExecutionHint => ({
	message: message.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
	type,
	location: 'outputPane',
});

/** Older versions of n8n have no hints of an execution. */
export function addHints(context: IExecuteFunctions, hints: NodeExecutionHint[]): void {
	if (hints.length > 0 && 'addExecutionHints' in context) context.addExecutionHints(...hints);
}

/** Says in one line that a rehearsal sent nothing; none when nothing was rehearsed. */
export function rehearsalHints(outputs: INodeExecutionData[]): NodeExecutionHint[] {
	const rehearsed = outputs.filter(({ json }) => json.status === 'rehearsed');
	if (rehearsed.length === 0) return [];
	const messages = rehearsed.reduce(
		(sum, { json }) => sum + (Array.isArray(json.recipients) ? json.recipients.length : 1),
		0,
	);
	const twice = rehearsed.filter(({ json }) => json.duplicateOf !== undefined).length;
	const again =
		twice > 0 ? `, ${twice} of them the same as an earlier one to the same recipient` : '';
	return [
		hint(
			`Rehearsal: nothing was sent. ${count(messages, 'message')} would have been sent${again}.`,
			'info',
		),
	];
}
