/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RestClient } from '../e2e/restClient';
import type { CredentialReference, WorkflowDraft } from '../e2e/restTypes';

/**
 * Imports every example workflow, with the WatX credential filled in; other credentials stay empty.
 *
 * @returns the names of the workflows
 */
export async function importExamples(
	rest: RestClient,
	credential: CredentialReference,
	folder: string,
): Promise<string[]> {
	const names: string[] = [];
	for (const file of readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.sort()) {
		const { name, nodes, connections, settings } = JSON.parse(
			readFileSync(join(folder, file), 'utf8'),
		) as WorkflowDraft;
		const filled = nodes.map((node) =>
			node.type.startsWith('n8n-nodes-watx.')
				? { ...node, credentials: { watXApi: credential } }
				: node,
		);
		await rest.createWorkflow({ name, nodes: filled, connections, settings });
		names.push(name);
	}
	return names;
}
