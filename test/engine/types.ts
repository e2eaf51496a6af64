import type {
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	INodeType,
	IPinData,
	IWorkflowSettings,
	WorkflowExecuteMode,
} from 'n8n-workflow';

/** n8n's `N8N_DEFAULT_BINARY_DATA_MODE`; `default` keeps files as base64 in the items. */
export type BinaryMode = 'default' | 'filesystem' | 'database';

/** Credential data by credential type name, or by the id or name that a node refers to. */
export type CredentialSet = Record<string, ICredentialDataDecryptedObject>;

export interface EngineOptions {
	/** Folder of the built package, with its package.json; the repository root by default. */
	packageDir?: string;
	/** More packages to load, such as n8n-nodes-base; they win over the built-in nodes. */
	morePackageDirs?: string[];
	binaryMode?: BinaryMode;
	/** Where files are kept in filesystem mode, instead of in a folder that goes with the engine. */
	binaryFolder?: string;
	/** More node types by full type name, such as `test.collect`. */
	extraNodes?: Record<string, INodeType>;
}

/** What an exported workflow holds, as far as running it goes. */
export interface WorkflowJson {
	nodes: INode[];
	connections: IConnections;
	id?: string;
	name?: string;
	settings?: IWorkflowSettings;
	pinData?: IPinData;
	staticData?: IDataObject;
}

export interface RunOptions {
	/** Items that leave the start node: pinned to it in manual mode, its data in other modes. */
	input?: INodeExecutionData[];
	credentials?: CredentialSet;
	/** Stop after this node, as "Execute step" does. */
	destinationNode?: string;
	/** The node to start from; by default the one n8n picks. */
	startNode?: string;
	/** `manual` by default. Pinned data counts in manual mode only. */
	mode?: WorkflowExecuteMode;
	/** n8n's execution timeout; the run is cancelled when it is over. */
	timeoutMs?: number;
	/** Unique in the process by default. */
	executionId?: string;
	/** Under which n8n is reached from outside (its WEBHOOK_URL); http://localhost:5678 by default. */
	publicUrl?: string;
}

/** A node without what the convenience fills in. */
export interface NodeOptions extends Partial<Omit<INode, 'parameters' | 'credentials'>> {
	credentials?: INode['credentials'];
}
