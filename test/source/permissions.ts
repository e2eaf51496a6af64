import { textOf } from './files';

/** A call as the contract names it; `get/wa.message` needs another permission for each type. */
export interface GuardedCall {
	path: string;
	type?: string;
	permission: string;
}

/** The table _Permissions_ of docs/watx-api.md, one entry per call. */
export const guardedCalls: GuardedCall[] = textOf('docs/watx-api.md')
	.split(/^## /m)
	.filter((section) => section.startsWith('Permissions'))
	.flatMap((section) => section.split('\n').filter((line) => line.startsWith('| `')))
	.flatMap((line) => {
		const [, permission, calls] = line.split('|').map((cell) => cell.trim().replaceAll('`', ''));
		return calls.split(/, (?=[a-z]+\/)/).map((call) => {
			const [, path, type] = /^(\S+)(?: of type (\w+))?/.exec(call)!;
			return { path, type, permission };
		});
	});
