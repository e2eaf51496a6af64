import { ExternalSecretsProxy } from 'n8n-core';
import type { IWorkflowExecuteAdditionalData } from 'n8n-workflow';
import { OperationalError } from 'n8n-workflow';
import { Container } from './core';
import type { CredentialsHelper } from './credentials';

const BASE_URL = 'http://localhost:5678';

function unavailable(what: string): () => Promise<never> {
	return async () => {
		throw new OperationalError(`${what} are not part of the engine harness`);
	};
}

/** What n8n's `WorkflowExecuteAdditionalData.getBase` builds, for an instance at its default URL. */
export function createAdditionalData(
	credentialsHelper: CredentialsHelper,
	more: Partial<IWorkflowExecuteAdditionalData> = {},
): IWorkflowExecuteAdditionalData {
	return {
		currentNodeExecutionIndex: 0,
		credentialsHelper,
		executeWorkflow: unavailable('Sub-workflows'),
		getRunExecutionData: async () => undefined,
		getRuntimeCredential: unavailable('Runtime credentials'),
		startRunnerTask: unavailable('Task runners'),
		externalSecretsProxy: Container.get(ExternalSecretsProxy),
		instanceBaseUrl: `${BASE_URL}/`,
		restApiUrl: `${BASE_URL}/rest`,
		formBaseUrl: `${BASE_URL}/form`,
		formWaitingBaseUrl: `${BASE_URL}/form-waiting`,
		formTestBaseUrl: `${BASE_URL}/form-test`,
		webhookBaseUrl: `${BASE_URL}/webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}/webhook-test`,
		mcpBaseUrl: `${BASE_URL}/mcp`,
		mcpTestBaseUrl: `${BASE_URL}/mcp-test`,
		variables: {},
		logAiEvent: () => {},
		setExecutionStatus: () => {},
		...more,
	};
}
