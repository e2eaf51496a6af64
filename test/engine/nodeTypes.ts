import type { PackageDirectoryLoader } from 'n8n-core';
import { UnrecognizedCredentialTypeError, UnrecognizedNodeTypeError } from 'n8n-core';
import type { ICredentialType, INodeType, INodeTypes, IVersionedNodeType } from 'n8n-workflow';
import { NodeHelpers, UserError } from 'n8n-workflow';
import { toToolType } from './aiTool';

/** The latest version of a node. */
export function latestNodeType(type: INodeType | IVersionedNodeType): INodeType {
	return NodeHelpers.getVersionedNodeType(type);
}

/** Node and credential types of the loaded packages, looked up the way n8n does. */
export class Types implements INodeTypes {
	private readonly tools = new Map<string, INodeType>();

	constructor(
		private readonly loaders: PackageDirectoryLoader[],
		private readonly extra: Record<string, INodeType>,
	) {}

	getByName(fullName: string): INodeType | IVersionedNodeType {
		const [packageName, name] = fullName.split('.');
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		if (loader && name in loader.known.nodes) return loader.getNode(name).type;
		const type = this.extra[fullName];
		if (!type) throw new UnrecognizedNodeTypeError(packageName, name);
		return type;
	}

	/** A name that ends in "Tool" or "HitlTool" and is no node of its own stands for the node as an AI tool, or as a review. */
	getByNameAndVersion(fullName: string, version?: number): INodeType {
		if (!fullName.endsWith('Tool') || this.recognizes(fullName)) {
			return NodeHelpers.getVersionedNodeType(this.getByName(fullName), version);
		}
		const key = `${fullName}?version=${version ?? 'default'}`;
		let tool = this.tools.get(key);
		if (!tool) {
			const base = NodeHelpers.getVersionedNodeType(
				this.getByName(fullName.replace(/(Hitl)?Tool$/, '')),
				version,
			);
			if (!base.description.usableAsTool) throw new UserError('Node cannot be used as a tool');
			tool = toToolType(base, fullName.endsWith('HitlTool'));
			this.tools.set(key, tool);
		}
		return tool;
	}

	getKnownTypes(): Record<string, never> {
		return {};
	}

	/** @throws UnrecognizedCredentialTypeError when no package has it. */
	getCredential(name: string): ICredentialType {
		const loader = this.loaders.find((candidate) => name in candidate.known.credentials);
		if (!loader) throw new UnrecognizedCredentialTypeError(name);
		return loader.getCredential(name).type;
	}

	/** Full names of the nodes that use a credential type, in the order they were loaded. */
	getSupportedNodes(credentialName: string): string[] {
		return this.loaders.flatMap((loader) =>
			(loader.known.credentials[credentialName]?.supportedNodes ?? []).map(
				(name) => `${loader.packageName}.${name}`,
			),
		);
	}

	/** Full name of the first node of the package under test that is no trigger. */
	get defaultNode(): string {
		const [loader] = this.loaders;
		const name = Object.keys(loader.known.nodes).find((candidate) => {
			const { description } = latestNodeType(loader.getNode(candidate).type);
			return !description.group.includes('trigger');
		});
		return `${loader.packageName}.${name}`;
	}

	private recognizes(fullName: string): boolean {
		const [packageName, name] = fullName.split('.');
		const loader = this.loaders.find((candidate) => candidate.packageName === packageName);
		return fullName in this.extra || (loader !== undefined && name in loader.known.nodes);
	}
}
