/** A question that is asked by Send and Wait for Response in a real n8n, and the person who answers it. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

import { Agent, fetch } from 'undici';

import { waitUntil } from '../process';
import { byId, chain, node, start, START, watx } from '../workflows';
import type { World } from '../world';
import { outputOf } from './support';

export const PERSON = '+919876543210';
export const RUN_TIMEOUT = 90_000;

/** A question that was sent and waits. */
export interface Asked {
	executionId: string;
	/** Its links, as the person gets them. */
	links: string[];
}

const noOp = (name: string): INode => node(name, 'n8n-nodes-base.noOp', 1, {});

/** Runs a workflow that asks, and waits until the gateway has the question. */
export async function ask(world: World, parameters: INodeParameters = {}): Promise<Asked> {
	const { rest, gateway, credential } = world;
	const count = gateway.accepted.length;
	const question = watx('Question', credential, {
		resource: 'message',
		operation: 'sendAndWait',
		account: byId(gateway.addAccount().unique),
		recipient: PERSON,
		message: 'Shall we refund order 4711?\nIt is 49.90 €.',
		...parameters,
	});
	const draft = chain('Ask by WhatsApp', start(), question, noOp('After'));
	const workflow = await rest.createWorkflow(draft);
	const executionId = await rest.run(workflow, START);
	await waitUntil('the question', async () => gateway.accepted.length > count, {
		timeout: RUN_TIMEOUT,
	});
	const links = gateway.accepted[count].message.match(/http:\/\/\S+/g) ?? [];
	await waitUntil(
		'a waiting execution',
		async () => links.length === 0 || (await statusOf(world, executionId)) === 'waiting',
		{ timeout: RUN_TIMEOUT },
	);
	return { executionId, links };
}

export const statusOf = async ({ rest }: World, id: string) =>
	(await rest.executionStatuses()).get(id);

/** Leads the public name to this machine; older versions of n8n sign the name of a link, too. */
const toThisMachine = new Agent({
	connect: {
		lookup: (_host, _options, found) => found(null, [{ address: '127.0.0.1', family: 4 }]),
	},
});

/** Opens a link as the person's phone would. */
export const visit = async (link: string, init: RequestInit = {}): Promise<Response> => {
	const options = { ...init, dispatcher: toThisMachine } as Parameters<typeof fetch>[1];
	return (await fetch(link, options)) as unknown as Response;
};

export const form = (values: Record<string, string> = {}): RequestInit => ({
	method: 'POST',
	body: new URLSearchParams(values),
});

/** What the workflow goes on with. */
export async function answered(world: World, { executionId }: Asked): Promise<IDataObject> {
	const execution = await world.rest.finished(executionId, RUN_TIMEOUT);
	return outputOf(execution, 'After')[0];
}

/** A reply with the code that the question asks for. */
export const withCode = (words: string) => (question: string) =>
	`${/"(\d{4}) /.exec(question)?.[1]} ${words}`;
