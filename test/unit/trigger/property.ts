import * as fc from 'fast-check';
import { Oracle } from './oracle';
import { PureStage, SMALL, type Cursor } from './pureStage';
import { play, runs } from './script';

/** The property of the algorithm alone: nothing lost, nothing repeated, in order, at a bounded cost. */
export function cursorProperty(cursor: Cursor) {
	const all = runs({ history: 90, counts: [6, 40, 260], limits: [7, 9, 12, 1000], steps: 24 });
	return fc.asyncProperty(all, async ({ start, steps }) => {
		const isWanted = (id: number) => !start.isFiltered || id % 3 !== 0;
		const stage = new PureStage(cursor, new Oracle(SMALL.window, start.lastId, isWanted));
		stage.setOrder(start.order);
		stage.setLimit(start.maxLimit);
		stage.setRepeatPages(start.repeatPages);
		stage.receive(start.history, 2);
		await stage.activate(start.include);
		await play(stage, steps, 12);
	});
}
