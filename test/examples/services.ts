/** What the examples use of other services and of n8n's own nodes, each as small as they need it. */
import { randomBytes } from 'crypto';
import type { IDataObject, INodeExecutionData, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import { describe } from '../engine/builtinDescription';
import { parameter, perItem } from './standInNode';

/** Crypto: a random string as hexadecimal digits. */
export function random(): INodeType {
	const properties = [
		parameter('dataPropertyName', 'data'),
		parameter('stringLength', 32, 'number'),
	];
	return perItem('crypto', properties, async (node, i) => {
		const name = node.getNodeParameter('dataPropertyName', i) as string;
		const length = node.getNodeParameter('stringLength', i) as number;
		const hex = randomBytes(length).toString('hex').slice(0, length);
		return [{ json: { ...node.getInputData()[i].json, [name]: hex } }];
	});
}

/** A node that makes text of a file; it fails when there is none. */
export function fileToText(name: string, text: () => string): INodeType {
	return perItem(name, [parameter('binaryPropertyName', 'data')], async (node, i) => {
		const field = node.getNodeParameter('binaryPropertyName', i) as string;
		const file = await node.helpers.getBinaryDataBuffer(i, field);
		return [{ json: { text: text(), bytes: file.length } }];
	});
}

/** Basic LLM Chain, whose model repeats what it was asked. */
export function answerOf(): INodeType {
	const { Main, AiLanguageModel } = NodeConnectionTypes;
	const node = perItem('chainLlm', [parameter('text', '')], async (self, i) => [
		{ json: { text: `Answer to: ${self.getNodeParameter('text', i) as string}` } },
	]);
	node.description.inputs = [Main, AiLanguageModel];
	return node;
}

interface Condition {
	keyName: string;
	keyValue: string;
}

/** Data Table: rows that equal the conditions, asked for, deleted and inserted. */
export function dataTable(table: { rows: IDataObject[] }): INodeType {
	const properties = [
		parameter('operation', ''),
		parameter('filters', {}, 'json'),
		parameter('columns', {}, 'json'),
	];
	return perItem('dataTable', properties, async (node, i) => {
		const conditions = node.getNodeParameter('filters.conditions', i, []) as unknown as Condition[];
		const meant = (row: IDataObject) =>
			conditions.every(({ keyName, keyValue }) => row[keyName] === keyValue);
		const operation = node.getNodeParameter('operation', i) as string;
		if (operation === 'rowNotExists') {
			return table.rows.some(meant) ? [] : [node.getInputData()[i]];
		}
		if (operation === 'deleteRows') {
			const gone = table.rows.filter(meant);
			table.rows = table.rows.filter((row) => !meant(row));
			return gone.map((json) => ({ json }));
		}
		const row = node.getNodeParameter('columns.value', i) as IDataObject;
		table.rows.push(row);
		return [{ json: row }];
	});
}

/** Loop Over Items: one batch after the other leaves by the second output, all of them by the first when they are done. */
export function loop(): INodeType {
	const { Main } = NodeConnectionTypes;
	return {
		description: describe('splitInBatches', 'Loop Over Items', {
			version: 3,
			outputs: [Main, Main],
			properties: [parameter('batchSize', 1, 'number')],
		}),
		async execute() {
			const context = this.getContext('node') as {
				left?: INodeExecutionData[];
				done: INodeExecutionData[];
			};
			const input = this.getInputData();
			if (context.left) context.done.push(...input);
			else Object.assign(context, { left: [...input], done: [] });
			const size = this.getNodeParameter('batchSize', 0) as number;
			const batch = context.left!.splice(0, size);
			return batch.length > 0 ? [[], batch] : [context.done, []];
		},
	};
}

/** Remove Duplicates: items whose value came in an earlier execution leave by the second output; or all is forgotten. */
export function removeDuplicates(memory: { seen: Set<string> }): INodeType {
	const { Main } = NodeConnectionTypes;
	return {
		description: describe('removeDuplicates', 'Remove Duplicates', {
			version: 2,
			outputs: [Main, Main],
			properties: [parameter('operation', ''), parameter('dedupeValue', '')],
		}),
		async execute() {
			const items = this.getInputData();
			if (this.getNodeParameter('operation', 0) === 'clearDeduplicationHistory') {
				memory.seen.clear();
				return [items, []];
			}
			const value = (index: number) => String(this.getNodeParameter('dedupeValue', index));
			const isNew = items.map((_, index) => !memory.seen.has(value(index)));
			for (const index of items.keys()) memory.seen.add(value(index));
			return [items.filter((_, i) => isNew[i]), items.filter((_, i) => !isNew[i])];
		},
	};
}

/** Simple Memory: what was said under a key. */
export function memory(said: Map<string, string[]>): INodeType {
	const properties = [parameter('sessionIdType', 'fromInput'), parameter('sessionKey', '')];
	return {
		description: describe('memoryBufferWindow', 'Simple Memory', {
			inputs: [],
			outputs: [NodeConnectionTypes.AiMemory],
			version: [1, 1.3],
			properties,
		}),
		async supplyData(index) {
			const key = this.getNodeParameter('sessionKey', index) as string;
			if (!said.has(key)) said.set(key, []);
			return { response: said.get(key) };
		},
	};
}
