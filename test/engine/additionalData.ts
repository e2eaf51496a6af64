import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';
import { Container } from './core';
import type { CredentialsHelper } from './credentials';

const DEFAULT_URL = 'http://localhost:5678';

function unavailable(what: string): () => Promise<never> {
	return async () => {
		throw new OperationalError(`${what} are not part of the engine harness`);
	};
}

/** What n8n's `WorkflowExecuteAdditionalData.getBase` builds. @param url where the instance is reached */
export function createAdditionalData(
	credentialsHelper: CredentialsHelper,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
	url = DEFAULT_URL,
): IWorkflowExecuteAdditionalData {
	return {
		currentNodeExecutionIndex: 0,
		credentialsHelper,
		executeWorkflow: unavailable('Sub-workflows'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: unavailable('Runtime credentials'),
		startRunnerTask: unavailable('Task runners'),
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		instanceBaseUrl: `${url}/`,
		restApiUrl: `${url}/rest`,
		formBaseUrl: `${url}/form`,
		formWaitingBaseUrl: `${url}/form-waiting`,
		formTestBaseUrl: `${url}/form-test`,
		webhookBaseUrl: `${url}/webhook`,
		webhookWaitingBaseUrl: `${url}/webhook-waiting`,
		webhookTestBaseUrl: `${url}/webhook-test`,
		mcpBaseUrl: `${url}/mcp`,
		mcpTestBaseUrl: `${url}/mcp-test`,
		variables: {},
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		...more,
	};
}
