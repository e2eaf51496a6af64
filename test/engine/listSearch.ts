import { LoadOptionsContext } from 'n8n-core';
import type { INode, INodeListSearchResult, INodeParameters } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { CredentialsHelper } from './credentials';
import type { Types } from './nodeTypes';
import type { CredentialSet } from './types';
import { buildNode, toWorkflow, withDefaults } from './workflow';

export interface ListSearch {
	/** Name of the method in the node's `methods.listSearch`. */
	method: string;
	/** Full node type; the package's action node by default. */
	nodeType?: string;
	typeVersion?: number;
	/** What the user typed into the search box. */
	filter?: string;
	/** The token of the previous page. */
	paginationToken?: string;
	/** What is filled in so far; defaults are added as the editor does. */
	parameters?: INodeParameters;
	credentials?: CredentialSet;
	/** Path of the parameter whose list is opened. */
	path?: string;
}

/**
 * Opens the list of a resource locator as the editor does.
 * @throws what the method throws: the editor shows it in the list.
 */
export async function searchList(
	types: Types,
	{ method, nodeType, typeVersion, credentials, path = 'parameters.list', ...search }: ListSearch,
): Promise<INodeListSearchResult> {
	const options = { name: 'Temp-Node', typeVersion, ...(nodeType && { type: nodeType }) };
	const node: INode = buildNode(types, search.parameters ?? {}, options);
	const type = types.getByNameAndVersion(node.type, node.typeVersion);
	const searchMethod = type.methods?.listSearch?.[method];
	if (!searchMethod) {
		const available = Object.keys(type.methods?.listSearch ?? {}).join(', ');
		throw new UserError(
			`Node type "${node.type}" has no listSearch method named "${method}". Available listSearch methods: ${available}.`,
		);
	}
	node.parameters = withDefaults(type, node);
	const workflow = toWorkflow(types, { nodes: [node], connections: {} }, credentials);
	const additionalData = createAdditionalData(await CredentialsHelper.create(types, credentials), {
		currentNodeParameters: node.parameters,
	});
	const context = new LoadOptionsContext(workflow, workflow.nodes[node.name], additionalData, path);
	const result = await searchMethod.call(context, search.filter, search.paginationToken);
	const token: unknown = result.paginationToken;
	return typeof token === 'number' ? { ...result, paginationToken: String(token) } : result;
}
