/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Engine } from '../engine';

/** One example workflow of the demo: a title, the node, and the items that go in. */
export interface Scene {
	title: string;
	node: INode;
	items: INodeExecutionData[];
}

const file = (name: string) => join(__dirname, 'files', name);

/** The everyday jobs: a personal text to a list, a picture, a document, and a number that is wrong. */
export async function scenes(engine: Engine, account: string): Promise<Scene[]> {
	const send = (parameters: INodeParameters, settings: Partial<INode> = {}) =>
		engine.node(
			{
				resource: 'message',
				operation: 'send',
				account: { __rl: true, mode: 'id', value: account },
				recipient: '={{ $json.phone }}',
				...parameters,
			},
			{ name: 'WatX', type: 'n8n-nodes-watx.watX', ...settings },
		);
	return [
		{
			title: 'A renewal reminder to each member of a list',
			node: send({
				message:
					'=Hi {{ $json.name }}, your membership ends on {{ $json.renewal }}. Renew at the desk 💪',
			}),
			items: [
				{ json: { name: 'Asha', phone: '+91 98765-43210', renewal: '30 November' } },
				{ json: { name: 'Ben', phone: '0044 (0)20 7946 0958', renewal: '2 December' } },
				{ json: { name: 'Chloé', phone: '+33 6 12 34 56 78', renewal: '4 December' } },
			],
		},
		{
			title: 'A birthday picture from disk',
			node: send({ messageType: 'media', message: '=Happy birthday, {{ $json.name }}! 🎂' }),
			items: [
				{
					json: { name: 'Asha', phone: '+919876543210' },
					binary: { data: await engine.binary.fromFile(file('gym.png')) },
				},
			],
		},
		{
			title: 'An invoice as PDF',
			node: send({
				messageType: 'document',
				message: 'Your invoice for December',
				documentName: 'Invoice 2026-0042.pdf',
			}),
			items: [
				{
					json: { phone: '+919876543210' },
					binary: { data: await engine.binary.fromFile(file('invoice.pdf')) },
				},
			],
		},
		{
			title: 'A wrong number goes to the error output, the others go on',
			node: send({ message: 'See you tomorrow' }, { onError: 'continueErrorOutput' }),
			items: [{ json: { phone: '98765' } }, { json: { phone: '+919876543211' } }],
		},
	];
}
