/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { basename } from 'node:path';
import type {
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	INodeType,
} from 'n8n-workflow';
import { jsonParse } from 'n8n-workflow';
import { describe } from './builtinDescription';

type Assignments = { assignments?: Array<{ name: string; value: unknown }> };

function text(displayName: string, name: string, initial = ''): INodeProperties {
	return { displayName, name, type: 'string', default: initial };
}

function fieldsOf(node: IExecuteFunctions, index: number): IDataObject {
	if (node.getNodeParameter('mode', index) === 'raw') {
		const json = node.getNodeParameter('jsonOutput', index) as string | IDataObject;
		return typeof json === 'string' ? jsonParse<IDataObject>(json) : json;
	}
	const { assignments = [] } = node.getNodeParameter('assignments', index) as Assignments;
	return Object.fromEntries(assignments.map(({ name, value }) => [name, value])) as IDataObject;
}

/** Edit Fields: JSON, or names and values. */
export const set: INodeType = {
	description: describe('set', 'Edit Fields', {
		version: [3, 3.1, 3.2, 3.3, 3.4, 3.5],
		properties: [
			{
				displayName: 'Mode',
				name: 'mode',
				type: 'options',
				options: [
					{ name: 'JSON', value: 'raw' },
					{ name: 'Manual Mapping', value: 'manual' },
				],
				default: 'manual',
			},
			{ displayName: 'JSON', name: 'jsonOutput', type: 'json', default: '{}' },
			{
				displayName: 'Fields to Set',
				name: 'assignments',
				type: 'assignmentCollection',
				default: {},
			},
			{
				displayName: 'Include Other Input Fields',
				name: 'includeOtherFields',
				type: 'boolean',
				default: false,
			},
		],
	}),
	async execute() {
		const items = this.getInputData().map((item, index): INodeExecutionData => {
			const keep = this.getNodeParameter('includeOtherFields', index) as boolean;
			const json = { ...(keep ? item.json : {}), ...fieldsOf(this, index) };
			return { json, ...(keep && { binary: item.binary }), pairedItem: { item: index } };
		});
		return [items];
	},
};

/** Split Out: one item per entry of a list. */
export const splitOut: INodeType = {
	description: describe('splitOut', 'Split Out', {
		properties: [text('Fields To Split Out', 'fieldToSplitOut')],
	}),
	async execute() {
		const items = this.getInputData().flatMap((item, index): INodeExecutionData[] => {
			const field = this.getNodeParameter('fieldToSplitOut', index) as string;
			return [item.json[field] ?? []].flat().map((entry) => ({
				json: (typeof entry === 'object' ? entry : { [field]: entry }) as IDataObject,
				pairedItem: { item: index },
			}));
		});
		return [items];
	},
};

/** Read Files from Disk: one file per item, by its path. */
export const readWriteFile: INodeType = {
	description: describe('readWriteFile', 'Read/Write Files from Disk', {
		properties: [
			text('Operation', 'operation', 'read'),
			text('File(s) Selector', 'fileSelector'),
			{
				displayName: 'Options',
				name: 'options',
				type: 'collection',
				default: {},
				options: [text('Put Output File in Field', 'dataPropertyName', 'data')],
			},
		],
	}),
	async execute() {
		const items: INodeExecutionData[] = [];
		for (const index of this.getInputData().keys()) {
			const path = this.getNodeParameter('fileSelector', index) as string;
			const name = this.getNodeParameter('options.dataPropertyName', index, 'data') as string;
			const data = await this.nodeHelpers.copyBinaryFile(path, basename(path));
			const { mimeType, fileName, fileSize } = data;
			items.push({
				json: { mimeType, fileName, fileSize },
				binary: { [name]: data },
				pairedItem: { item: index },
			});
		}
		return [items];
	},
};
