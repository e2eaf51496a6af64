/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { NodeError } from 'n8n-workflow';
import type { RecordedRequest } from '../emulator';
import type { RunResult } from '../engine';

export function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** Prints what the node returned; false when the run failed. */
export function printResult(title: string, result: RunResult): boolean {
	say(`\n■ ${title}`);
	for (const { json } of result.items('WatX')) say(`  node returned   ${JSON.stringify(json)}`);
	for (const { json } of result.items('WatX', 1)) say(`  error output    ${String(json.error)}`);
	if (!result.error) return true;
	const { message, description } = result.error as NodeError;
	say(`  failed          ${message}${description ? `\n                  ${description}` : ''}`);
	return false;
}

/** Prints what the gateway received, without the secret. */
export function printReceived(requests: RecordedRequest[]): void {
	for (const { fields, files } of requests) {
		const { recipient, type, message } = fields;
		const uploads = Object.values(files).map(
			({ filename, mimeType, size }) => ` + ${filename} (${mimeType}, ${size} bytes)`,
		);
		say(
			`  gateway got     ${String(type)} to ${String(recipient)}: "${String(message)}"${uploads.join('')}`,
		);
	}
}
