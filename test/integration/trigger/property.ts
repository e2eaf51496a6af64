import * as fc from 'fast-check';
import { Oracle } from '../../unit/trigger/oracle';
import { play, runs } from '../../unit/trigger/script';
import { containing, TriggerSuite } from './fixture';
import { N8nStage } from './n8nStage';

/** A late row is promised to be found among so many newest ones. */
const WINDOW = 200;
/** Quiet polls after which every page that can hold a late row was looked at. */
const QUIET_POLLS = 6;
const QUIET_POLLS_ON_LONG_PAGES = 2;

/**
 * Plays random runs on n8n's own PollContext and the emulated gateway; nothing may be lost, repeated
 * or out of order. A failure prints the seed to repeat it with.
 */
export async function checkTrigger(order: 'newest' | 'oldest', numRuns: number): Promise<void> {
	const suite = await TriggerSuite.start();
	const all = runs({ history: 280, counts: [5, 50, 900], limits: [80, 100, 250, 1000], steps: 6 });
	const property = fc.asyncProperty(all, async ({ start, steps }) => {
		const { gateway } = suite;
		gateway.reset();
		gateway.settings.recordLimit = 1;
		gateway.settings.idsAsStrings = start.lastId === 95;
		const isWanted = (id: number) => !start.isFiltered || id % 3 !== 0;
		const poller = suite.poller({
			filters: start.isFiltered ? containing('KEEP') : {},
			options: { includeAlreadyReceived: start.include },
		});
		const stage = new N8nStage(suite, poller, new Oracle(WINDOW, start.lastId, isWanted));
		stage.setOrder(order);
		stage.setLimit(start.maxLimit);
		stage.setRepeatPages(start.repeatPages);
		stage.receive(start.history, 2);
		await stage.activate(start.include);
		const isEasy =
			order === 'newest' &&
			start.maxLimit >= 250 &&
			steps.every((step) => step.do !== 'order' && (step.do !== 'limit' || step.maxLimit >= 250));
		await play(stage, steps, isEasy ? QUIET_POLLS_ON_LONG_PAGES : QUIET_POLLS);
	});
	await fc.assert(property, { numRuns }).finally(async () => await suite.close());
}
