import type { IConnections, INode, INodeParameters, INodeType } from 'n8n-workflow';
import { deepCopy, NodeHelpers, Workflow } from 'n8n-workflow';
import type { Types } from './nodeTypes';
import type { CredentialSet, NodeOptions, WorkflowJson } from './types';

/** Type of the start node that `chain` puts in front. */
export const MANUAL_TRIGGER = 'n8n-nodes-base.manualTrigger';

function latestVersion({ description }: INodeType): number {
	return description.defaultVersion ?? [description.version].flat().at(-1) ?? 1;
}

/** A node as the editor saves it: named after its type, in the latest version. */
export function buildNode(
	types: Types,
	parameters: INodeParameters,
	{ type = types.defaultNode, ...options }: NodeOptions = {},
): INode {
	const nodeType = types.getByNameAndVersion(type, options.typeVersion);
	const name = options.name ?? String(nodeType.description.defaults.name ?? type);
	return {
		id: `id-${name}`,
		typeVersion: latestVersion(nodeType),
		position: [0, 0],
		...options,
		name,
		type,
		parameters,
	};
}

/** A workflow that runs the nodes one after the other, behind a manual trigger if none leads. */
export function buildChain(types: Types, nodes: INode[]): WorkflowJson {
	const { description } = types.getByNameAndVersion(nodes[0].type, nodes[0].typeVersion);
	const isTrigger = description.group.includes('trigger');
	const all = isTrigger ? [...nodes] : [buildNode(types, {}, { type: MANUAL_TRIGGER }), ...nodes];
	const used = new Set<string>();
	const named = all.map((node) => {
		let name = node.name;
		for (let count = 1; used.has(name); count++) name = `${node.name}${count}`;
		used.add(name);
		return { ...node, name, id: `id-${name}` };
	});
	const connections: IConnections = {};
	for (const [index, node] of named.slice(1).entries()) {
		connections[named[index].name] = { main: [[{ node: node.name, type: 'main', index: 0 }]] };
	}
	return { nodes: named, connections, settings: { executionOrder: 'v1' } };
}

/** Points nodes without a chosen credential to those of the set that their type accepts. */
function withCredentials(types: Types, node: INode, credentials: CredentialSet): INode {
	const { description } = types.getByNameAndVersion(node.type, node.typeVersion);
	const chosen = { ...node.credentials };
	for (const { name } of description.credentials ?? []) {
		if (name in credentials) chosen[name] ??= { id: name, name };
	}
	return Object.keys(chosen).length > 0 ? { ...node, credentials: chosen } : node;
}

/** n8n's workflow object over a copy of the JSON, so that a run changes nothing of the caller's. */
export function toWorkflow(
	types: Types,
	workflow: WorkflowJson,
	credentials: CredentialSet = {},
	active = false,
): Workflow {
	const nodes = deepCopy(workflow.nodes).map((node) => withCredentials(types, node, credentials));
	return new Workflow({
		id: workflow.id ?? 'engine',
		name: workflow.name ?? 'Engine',
		nodes,
		connections: deepCopy(workflow.connections),
		active,
		nodeTypes: types,
		settings: workflow.settings ?? { executionOrder: 'v1' },
		staticData: deepCopy(workflow.staticData),
		pinData: workflow.pinData,
	});
}

/** Parameters as the editor sends them: the given ones plus every displayed default. */
export function withDefaults(nodeType: INodeType, node: INode): INodeParameters {
	return (
		NodeHelpers.getNodeParameters(
			nodeType.description.properties,
			node.parameters,
			true,
			false,
			node,
			nodeType.description,
		) ?? {}
	);
}
