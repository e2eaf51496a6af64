import type {
	IAuthenticateGeneric,
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeProperties,
	INodeTypes,
	IWorkflowDataProxyAdditionalKeys,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { NodeHelpers, Workflow } from 'n8n-workflow';

type RequestParts = Record<string, Record<string, unknown> | undefined>;

const placeholder: INode = {
	id: '',
	name: '',
	typeVersion: 1,
	type: 'mock',
	position: [0, 0],
	parameters: {},
};
const placeholderTypes = {
	getByNameAndVersion: () => ({ description: { properties: [] } }),
} as unknown as INodeTypes;

function placeholderWorkflow(): Workflow {
	const nodes = [placeholder];
	return new Workflow({ nodes, connections: {}, active: false, nodeTypes: placeholderTypes });
}

/** Stored credential data with the type's defaults, its expressions evaluated for the item. */
export function resolveCredentialData(
	properties: INodeProperties[],
	stored: ICredentialDataDecryptedObject,
	keys: IWorkflowDataProxyAdditionalKeys,
	mode: WorkflowExecuteMode,
	executeData?: IExecuteData,
	item?: ICredentialsExpressionResolveValues,
): ICredentialDataDecryptedObject {
	const values = stored as never;
	const data = NodeHelpers.getNodeParameters(properties, values, true, false, null, null) as never;
	const resolved: unknown = item
		? item.workflow.expression.getParameterValue(
				data,
				item.runExecutionData,
				item.runIndex,
				item.itemIndex,
				item.node.name,
				item.connectionInputData,
				mode,
				keys,
				executeData,
				false,
				data,
			)
		: placeholderWorkflow().expression.getComplexParameterValue(
				placeholder,
				data,
				mode,
				keys,
				undefined,
				undefined,
				data,
			);
	return resolved as ICredentialDataDecryptedObject;
}

/** Adds what a credential type's `authenticate` object describes to a request. */
export function applyGenericAuthentication(
	{ properties }: IAuthenticateGeneric,
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
	workflow: Workflow,
	node: INode,
): IHttpRequestOptions {
	const keys = { $credentials: credentials } as never;
	const resolve = (value: string): string =>
		String(
			workflow.expression.getSimpleParameterValue(node, value, 'internal', keys, undefined, '') ??
				'',
		);
	request.headers ??= {};
	const parts = request as unknown as RequestParts;
	for (const [part, values] of Object.entries(properties)) {
		for (const [key, value] of Object.entries(values as Record<string, string>)) {
			(parts[part] ??= {})[resolve(key)] = resolve(value);
		}
	}
	return request;
}
