import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { RunResult } from '../../engine';
import type { Suite } from '../suite';

export type Items = Array<IDataObject | INodeExecutionData>;

/** A resource locator as the editor saves it when an ID was entered. */
export const byId = (value: string | number) => ({ __rl: true, mode: 'id', value: String(value) });

/** The action node set to an operation such as `message: getSent`. */
export function actionNode(
	suite: Suite,
	place: string,
	parameters: INodeParameters = {},
	settings: Partial<INode> = {},
): INode {
	const [resource, operation] = place.split(': ');
	return suite.engine.node(
		{ resource, operation, ...parameters },
		{ name: 'WatX', type: 'n8n-nodes-watx.watX', ...settings },
	);
}

/** Runs one operation on the engine. */
export async function act(
	suite: Suite,
	place: string,
	parameters: INodeParameters = {},
	items: Items = [{}],
	secret?: string,
): Promise<RunResult> {
	return await suite.run(actionNode(suite, place, parameters), items, secret);
}

/** What one operation gives, as JSON; a run that fails throws. */
export async function output(
	suite: Suite,
	place: string,
	parameters: INodeParameters = {},
	items: Items = [{}],
): Promise<IDataObject[]> {
	const result = await act(suite, place, parameters, items);
	if (result.error) throw result.error;
	return result.items('WatX').map(({ json }) => json);
}
