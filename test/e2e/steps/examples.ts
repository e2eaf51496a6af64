/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/** The example workflows, imported as they are: n8n knows every node of them, and their canvases are pictured. */
import { strict as assert } from 'node:assert';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { pictureCanvas } from '../editor/workflowPage';
import type { WorkflowDraft } from '../restTypes';
import type { Step } from '../stepRunner';
import type { BrowserWorld } from './browser';

const EXAMPLES = resolve(__dirname, '../../../examples');

const canvases: Step<BrowserWorld> = {
	name: 'every example is imported with nodes that n8n knows',
	timeout: 600_000,
	async run({ editor, rest }) {
		const files = readdirSync(EXAMPLES).filter((file) => file.endsWith('.json'));
		assert.ok(files.length > 0);
		const known = new Set((await rest.nodeTypes()).map(({ name }) => name));
		for (const file of files) {
			const draft = JSON.parse(readFileSync(join(EXAMPLES, file), 'utf8')) as WorkflowDraft;
			const unknown = draft.nodes.map(({ type }) => type).filter((type) => !known.has(type));
			assert.deepEqual(unknown, [], file);
			const { id } = await rest.createWorkflow(draft);
			await editor.openWorkflow(id);
			await pictureCanvas(editor, `example-${file.replace('.json', '')}`);
		}
	},
};

export const exampleSteps: Array<Step<BrowserWorld>> = [canvases];
