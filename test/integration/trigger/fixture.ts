import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { startEmulator, type Emulator } from '../../emulator';
import { createEngine, type Engine, type Poller, type PollerOptions } from '../../engine';
import { profile } from '../../profile';

export const TRIGGER = 'n8n-nodes-watx.watXTrigger';

/** One gateway and one engine for a test file. */
export class TriggerSuite {
	private constructor(
		readonly gateway: Emulator,
		readonly engine: Engine,
	) {}

	static async start(): Promise<TriggerSuite> {
		return new TriggerSuite(await startEmulator({ profile }), await createEngine());
	}

	poller(
		parameters: INodeParameters = {},
		{ secret, ...options }: PollerOptions & { secret?: string } = {},
	): Poller {
		const credentials = {
			watXApi: { baseUrl: this.gateway.url, secret: secret ?? this.gateway.secret },
		};
		return this.engine.poller(TRIGGER, parameters, { credentials, ...options });
	}

	async close(): Promise<void> {
		await this.engine.close();
		await this.gateway.close();
	}
}

/** The ids of emitted items, in order. */
export const idsOf = (emitted: INodeExecutionData[][] | null): number[] =>
	(emitted ?? []).flat().map(({ json }) => Number(json.id));

/** The filter for messages that contain a word. */
export const containing = (phrases: string): INodeParameters => ({
	text: { conditions: [{ condition: 'contains', phrases }] },
});
