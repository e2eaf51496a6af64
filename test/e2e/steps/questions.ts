/** A question that is asked by Send and Wait for Response in a real n8n, and the person who answers it. */
import type { IDataObject, INode, INodeParameters } from 'n8n-workflow';

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

/** Opens a link as the person's phone would; the public name leads to this machine. */
export const visit = async (
	world: World,
	link: string,
	init: RequestInit = {},
): Promise<Response> => await fetch(link.replace(new URL(link).origin, world.n8n.url), init);

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
