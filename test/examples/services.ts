/** What the examples use of other services and of n8n's own nodes, each as small as they need it. */
import { randomBytes } from 'crypto';
import type { IDataObject, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
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
