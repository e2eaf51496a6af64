import type { IDataObject, IExecuteFunctions, INodeProperties, INodeType } from 'n8n-workflow';
import { NodeConnectionTypes } from 'n8n-workflow';
import type { Reach } from '../gatewayProcess';

/** Full type names under which an engine gets the nodes of this file. */
export const SEND_LOOP = 'bench.sendLoop';
export const LIST_LOOP = 'bench.listLoop';

function loop(name: string, execute: INodeType['execute']): INodeType {
	const property = (parameter: string): INodeProperties => ({
		displayName: parameter,
		name: parameter,
		type: 'json',
		default: '',
	});
	return {
		description: {
			displayName: name,
			name,
			group: ['transform'],
			version: 1,
			description: 'What n8n itself costs',
			defaults: { name },
			inputs: [NodeConnectionTypes.Main],
			outputs: [NodeConnectionTypes.Main],
			properties: ['reach', 'concurrency', 'path', 'to', 'text'].map(property),
		},
		execute,
	};
}

const reachOf = (node: IExecuteFunctions) => node.getNodeParameter('reach', 0) as unknown as Reach;

/**
 * Sends the items' texts through n8n's HTTP helper, so many at once, and does nothing else. Where
 * "to" and "text" hold expressions, it has n8n evaluate them for each item, as any node does.
 */
const sendLoop = loop('sendLoop', async function () {
	const { url, secret, account } = reachOf(this);
	const items = this.getInputData();
	const evaluates = Boolean(this.getNode().parameters.to);
	const read = (name: string, index: number) =>
		(evaluates ? this.getNodeParameter(name, index) : items[index].json[name]) as string;
	const results: IDataObject[] = [];
	let next = 0;
	const work = async () => {
		while (next < items.length) {
			const index = next++;
			const to = read('to', index);
			const text = read('text', index);
			const body = new FormData();
			const fields = { account, recipient: to, type: 'text', message: text, secret };
			for (const [name, value] of Object.entries(fields)) body.append(name, value);
			const request = { method: 'POST', url: `${url}/send/whatsapp`, body } as const;
			results[index] = (await this.helpers.httpRequest(request)) as IDataObject;
		}
	};
	const count = this.getNodeParameter('concurrency', 0) as number;
	await Promise.all(Array.from({ length: count }, work));
	return [results.map((json, item) => ({ json, pairedItem: { item } }))];
});

/** Reads a list page by page, one after the other, until a page is empty. */
const listLoop = loop('listLoop', async function () {
	const { url, secret } = reachOf(this);
	const path = this.getNodeParameter('path', 0) as string;
	const rows: IDataObject[] = [];
	for (let page = 1; ; page++) {
		const qs = { secret, limit: 100, page };
		const { data } = (await this.helpers.httpRequest({ url: `${url}/${path}`, qs })) as {
			data: IDataObject[];
		};
		if (data.length === 0) return [rows.map((json) => ({ json, pairedItem: { item: 0 } }))];
		rows.push(...data);
	}
});

export const bareLoops: Record<string, INodeType> = {
	[SEND_LOOP]: sendLoop,
	[LIST_LOOP]: listLoop,
};
