/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { cpus, totalmem } from 'node:os';
import { version } from 'n8n-core/package.json';

/** The machine in one line. */
export function describeMachine(): string {
	const processors = cpus();
	const memory = Math.round(totalmem() / 1024 ** 3);
	const model = processors[0]?.model.trim() ?? 'unknown processor';
	return `Measured on ${processors.length} x ${model}, ${memory} GiB memory, ${process.platform}, Node.js ${process.versions.node}, n8n-core ${version}, against an emulated gateway on the same machine.`;
}
