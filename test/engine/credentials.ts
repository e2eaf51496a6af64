import { Credentials, getAdditionalKeys } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsExpressionResolveValues,
	IExecuteData,
	IHttpRequestOptions,
	INode,
	INodeCredentialsDetails,
	INodeProperties,
	IWorkflowExecuteAdditionalData,
	Workflow,
	WorkflowExecuteMode,
} from 'n8n-workflow';
import { ICredentialsHelper, NodeHelpers, UnexpectedError, UserError } from 'n8n-workflow';
import { applyGenericAuthentication, resolveCredentialData } from './credentialValues';
import type { Types } from './nodeTypes';
import type { CredentialSet } from './types';

/** What n8n's CredentialsHelper does, over a set of credentials in place of its database. */
export class CredentialsHelper extends ICredentialsHelper {
	private readonly encrypted = new Map<string, string>();

	private constructor(private readonly types: Types) {
		super();
	}

	/** Encrypts the given credentials, as saving them in n8n does. */
	static async create(types: Types, credentials: CredentialSet = {}): Promise<CredentialsHelper> {
		const helper = new CredentialsHelper(types);
		for (const [key, data] of Object.entries(credentials)) {
			const entity = new Credentials({ id: key, name: key }, key);
			await entity.setData(data);
			helper.encrypted.set(key, entity.getDataToSave().data as string);
		}
		return helper;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		typeName: string,
		request: IHttpRequestOptions,
		workflow?: Workflow,
		node?: INode,
	): Promise<IHttpRequestOptions> {
		const { authenticate } = this.types.getCredential(typeName);
		if (typeof authenticate === 'function') return await authenticate(credentials, request);
		if (authenticate?.type !== 'generic') return request;
		if (!workflow || !node) throw new UnexpectedError('Workflow and node are required');
		return applyGenericAuthentication(authenticate, credentials, request, workflow, node);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	getParentTypes(name: string): string[] {
		const parents = this.types.getCredential(name).extends ?? [];
		return [...parents, ...parents.flatMap((parent) => this.getParentTypes(parent))];
	}

	isCredentialUsableByNode(credentialType: string, nodeType: string): boolean {
		const { restrictToSupportedNodes } = this.types.getCredential(credentialType);
		if (!restrictToSupportedNodes) return true;
		return this.types.getSupportedNodes(credentialType).includes(nodeType);
	}

	getCredentialsProperties(type: string): INodeProperties[] {
		const { extends: parents = [], properties } = this.types.getCredential(type);
		const combined = parents.flatMap((parent) => this.getCredentialsProperties(parent));
		NodeHelpers.mergeNodeProperties(combined, properties);
		return combined;
	}

	async getCredentials({ id, name }: INodeCredentialsDetails, type: string): Promise<Credentials> {
		if (!id) throw new UserError('Found credential with no ID.', { extra: { name, type } });
		const data = [id, name, type].map((key) => this.encrypted.get(key)).find(Boolean);
		if (!data) {
			throw new UserError(`Credential with ID "${id}" does not exist for type "${type}".`);
		}
		return new Credentials({ id, name }, type, data);
	}

	async getDecrypted(
		additionalData: IWorkflowExecuteAdditionalData,
		nodeCredentials: INodeCredentialsDetails,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		raw?: boolean,
		resolveValues?: ICredentialsExpressionResolveValues,
	): Promise<ICredentialDataDecryptedObject> {
		const stored = await (await this.getCredentials(nodeCredentials, type)).getData();
		if (raw) return stored;
		return this.applyDefaults(additionalData, stored, type, mode, executeData, resolveValues);
	}

	async updateCredentials(
		{ id }: INodeCredentialsDetails,
		type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		const entity = new Credentials({ id, name: type }, type);
		await entity.setData(data);
		this.encrypted.set(id ?? type, entity.getDataToSave().data as string);
	}

	async updateCredentialsOauthTokenData(): Promise<void> {
		throw new UnexpectedError('OAuth credentials are not part of the engine harness');
	}

	/** Fills in the credential type's defaults and evaluates expressions in the values. */
	applyDefaults(
		additionalData: IWorkflowExecuteAdditionalData,
		stored: ICredentialDataDecryptedObject,
		type: string,
		mode: WorkflowExecuteMode,
		executeData?: IExecuteData,
		resolveValues?: ICredentialsExpressionResolveValues,
	): ICredentialDataDecryptedObject {
		return resolveCredentialData(
			this.getCredentialsProperties(type),
			stored,
			getAdditionalKeys(additionalData, mode, null, { isCredential: true }),
			mode,
			executeData,
			resolveValues,
		);
	}
}
