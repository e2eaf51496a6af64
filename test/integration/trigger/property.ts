import * as fc from 'fast-check';
import { play, runs } from '../../unit/trigger/runs';
import { TriggerSuite } from './fixture';
import { N8nStage } from './n8nStage';

/**
 * Plays random runs on n8n's own PollContext and the emulated gateway; nothing may be lost, repeated, late or out of order.
 * A failure prints the seed to repeat it with.
 */
export async function checkTrigger(numRuns: number): Promise<void> {
	const suite = await TriggerSuite.start();
	const faces = fc.record({
		maxLimit: fc.constantFrom(25, 100, 250, Infinity, Infinity),
		repeatPages: fc.boolean(),
		idsAsStrings: fc.boolean(),
		seed: fc.nat(1000),
	});
	const scale = {
		history: 120,
		counts: [4, 30, 120] as [number, number, number],
		steps: 8,
		most: 8,
	};
	const property = fc.asyncProperty(faces, runs(scale), async (face, run) => {
		const { gateway } = suite;
		gateway.reset();
		Object.assign(gateway.settings, face, { recordLimit: 1 });
		await play(new N8nStage(suite, suite.poller()), run);
	});
	await fc.assert(property, { numRuns }).finally(async () => await suite.close());
}
