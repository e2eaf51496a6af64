import type { IDataObject, INode, INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Account, type Emulator, type Profile } from '../emulator';
import { createEngine, type BinaryMode, type Engine, type RunResult } from '../engine';
import { profile } from '../profile';

/** A gateway and an engine, with one connected account. */
export class Suite {
	constructor(
		readonly gateway: Emulator,
		readonly engine: Engine,
		public account: Account,
	) {}

	/** The credential a user would enter. */
	credentials(secret = this.gateway.secret): { watXApi: { baseUrl: string; secret: string } } {
		return { watXApi: { baseUrl: this.gateway.url, secret } };
	}

	/** The action node with a text to the item's `to`, unless the parameters say otherwise. */
	sendNode(parameters: INodeParameters = {}, settings: Partial<INode> = {}): INode {
		return this.engine.node(
			{
				resource: 'message',
				operation: 'send',
				account: { __rl: true, mode: 'id', value: this.account.unique },
				recipient: '={{ $json.to }}',
				message: '={{ $json.text }}',
				...parameters,
			},
			{ name: 'WatX', type: 'n8n-nodes-watx.watX', ...settings },
		);
	}

	/** Runs one node over the items. */
	async run(
		node: INode,
		items: Array<IDataObject | INodeExecutionData>,
		secret?: string,
	): Promise<RunResult> {
		const input = items.map((item) =>
			'json' in item ? item : { json: item },
		) as INodeExecutionData[];
		const credentials = this.credentials(secret);
		return await this.engine.run(this.engine.chain(node), { input, credentials });
	}

	/** A clean gateway for the next test. */
	reset(): void {
		this.gateway.reset();
		this.account = this.gateway.addAccount();
	}

	async close(): Promise<void> {
		await this.engine.close();
		await this.gateway.close();
	}
}

interface SuiteOptions {
	binaryMode?: BinaryMode;
	/** By default the one this run of the test file is for (test/profile.ts). */
	profile?: Profile;
}

/** Starts both; close the suite when done. */
export async function startSuite(options: SuiteOptions = {}): Promise<Suite> {
	const gateway = await startEmulator({ profile: options.profile ?? profile });
	const engine = await createEngine({ binaryMode: options.binaryMode });
	return new Suite(gateway, engine, gateway.addAccount());
}
