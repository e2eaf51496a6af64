import { ErrorReporter, ExecuteContext, RoutingNode } from 'n8n-core';
import type {
	ICredentialsDecrypted,
	ICredentialTestRequest,
	INode,
	INodeCredentialTestResult,
	INodeType,
	INodeTypes,
} from 'n8n-workflow';
import { createEmptyRunExecutionData, Workflow } from 'n8n-workflow';
import { createAdditionalData } from './additionalData';
import { Container } from './core';
import { CredentialsHelper } from './credentials';
import type { Types } from './nodeTypes';

export type RequestTest = { nodeType?: INodeType; testRequest: ICredentialTestRequest };

type FailedRequest = Error & {
	cause?: { code?: string; response?: { status: number; statusText?: string } };
};

/** A node whose only parameter sends the test request, as n8n's credentials tester builds it. */
function requestNode(typeName: string, { nodeType, testRequest }: RequestTest, noOp: INodeType) {
	const { description } = nodeType ?? noOp;
	const type: INodeType = {
		description: {
			...description,
			credentials: [{ name: typeName, required: true }],
			properties: [
				{
					displayName: 'Temp',
					name: 'temp',
					type: 'string',
					routing: { request: testRequest.request },
					default: '',
				},
			],
		},
	};
	const node: INode = {
		id: 'temp',
		parameters: {},
		name: 'Temp-Node',
		type: description.name,
		typeVersion: [description.version].flat().at(-1) ?? 1,
		position: [0, 0],
		credentials: { [typeName]: { id: typeName, name: typeName } },
	};
	return { type, node };
}

function explain(error: FailedRequest, { rules = [] }: ICredentialTestRequest): string {
	const { response, code } = error.cause ?? {};
	if (response) {
		const rule = rules.find(
			({ type, properties }) =>
				type === 'responseCode' && 'value' in properties && properties.value === response.status,
		);
		if (rule) return String(rule.properties.message);
		if (response.status < 199 || response.status > 299) {
			return response.statusText || `Received HTTP status code: ${response.status}`;
		}
	} else if (code) {
		return code;
	}
	return error.message;
}

/** Sends the test request on n8n-core's RoutingNode and judges the answer by the test's rules. */
export async function runRequestTest(
	types: Types,
	typeName: string,
	credentials: ICredentialsDecrypted,
	test: RequestTest,
): Promise<INodeCredentialTestResult> {
	const noOp = types.getByNameAndVersion('n8n-nodes-base.noOp');
	const { type, node } = requestNode(typeName, test, noOp);
	const nodeTypes = { getByName: () => type, getByNameAndVersion: () => type };
	const workflow = new Workflow({
		nodes: [node],
		connections: {},
		active: false,
		nodeTypes: nodeTypes as unknown as INodeTypes,
	});
	const helper = await CredentialsHelper.create(types, { [typeName]: credentials.data ?? {} });
	const context = new ExecuteContext(
		workflow,
		node,
		createAdditionalData(helper, { currentNodeParameters: node.parameters }),
		'internal',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	try {
		const response = await new RoutingNode(context, type, credentials).runNode();
		const body = response?.[0]?.[0]?.json ?? {};
		for (const { type: kind, properties } of test.testRequest.rules ?? []) {
			if (kind === 'responseSuccessBody' && 'key' in properties) {
				if (at(body, properties.key) === properties.value) {
					return { status: 'Error', message: String(properties.message) };
				}
			}
		}
		return { status: 'OK', message: 'Connection successful!' };
	} catch (error) {
		Container.get(ErrorReporter).error(error);
		return { status: 'Error', message: explain(error as FailedRequest, test.testRequest) };
	}
}

function at(value: unknown, path: string): unknown {
	return path
		.split('.')
		.reduce<unknown>((part, key) => (part as Record<string, unknown> | null)?.[key], value);
}
