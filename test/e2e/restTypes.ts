/** The parts of n8n's REST answers that the end-to-end run reads. */
import type { IConnections, INode, INodeProperties, IRunExecutionData } from 'n8n-workflow';

export interface CredentialReference {
	id: string;
	name: string;
}

export interface WorkflowDraft {
	name: string;
	nodes: INode[];
	connections: IConnections;
	settings?: Record<string, unknown>;
}

export interface Workflow extends WorkflowDraft {
	id: string;
	versionId: string;
	active: boolean;
}

export interface Execution {
	id: string;
	status: string;
	mode: string;
	data: IRunExecutionData;
}

export interface ListResult {
	results: Array<{ name: string; value: string }>;
	paginationToken?: string;
}

export interface NodeTypeDescription {
	name: string;
	displayName: string;
	properties: INodeProperties[];
	iconUrl?: string | { light: string; dark: string };
}
