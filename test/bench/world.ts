import type { Profile } from '../emulator';
import { createEngine, type Engine } from '../engine';
import type { GatewayHandlers } from './gatewayProcess';
import { bareLoops } from './peers/bareLoop';
import { Child } from './rpc';
import type { Scale } from './scale';

/** What all scenarios work with. */
export interface World {
	/** The emulated gateway, in a process of its own. */
	gateway: Child<GatewayHandlers>;
	/** What it behaves like. */
	profile: Profile;
	engine: Engine;
	scale: Scale;
	/** Folder of n8n-nodes-base, when it is installed. */
	baseNodes?: string;
	/** Folder of the built package. */
	packageDir: string;
}

/** Starts the gateway and an engine, lets `work` use them, and ends both. */
export async function inWorld<T>(
	options: Pick<World, 'scale' | 'profile' | 'baseNodes' | 'packageDir'>,
	work: (world: World) => Promise<T>,
): Promise<T> {
	const { profile, baseNodes, packageDir } = options;
	const gateway = new Child<GatewayHandlers>('gatewayProcess.ts');
	try {
		await gateway.call('useProfile', profile);
		const engine = await createEngine({
			packageDir,
			morePackageDirs: baseNodes ? [baseNodes] : [],
			extraNodes: bareLoops,
		});
		try {
			return await work({ ...options, gateway, engine });
		} finally {
			await engine.close();
		}
	} finally {
		await gateway.stop();
	}
}
