import type { Cursor } from './pureStage';
import { Watch } from './watch';

/**
 * Plays downtimes after which more is new than pages of ten rows show from the newest one on.
 *
 * @throws Error when a message is late or lost
 */
export async function checkGaps(cursor: Cursor): Promise<void> {
	for (const history of [0, 300]) {
		const watch = new Watch({ clamp: 10, repeatsPages: true }, history, 1, cursor);
		await watch.poll();
		const ids = watch.receive(700, 2);
		const found = await watch.poll({ seconds: 1000 });
		if (String(found) !== String(ids)) throw new Error(`${found.length} of 700 in time`);
	}
	for (const history of [0, 400]) {
		const watch = new Watch({ clamp: 20, repeatsPages: true }, history, 1, cursor);
		await watch.poll();
		const ids = watch.receive(4000);
		const found: number[] = [];
		for (let poll = 0; found.length < ids.length && poll < 20; poll++) {
			found.push(...(await watch.poll({ seconds: 5000 })));
		}
		if (String(found) !== String(ids))
			throw new Error('A long gap is not climbed from its oldest end');
	}
	const watch = new Watch({ clamp: 10 }, 20, 1, cursor);
	await watch.poll();
	// It stands among the newest rows when it arrives, and behind all of them when it is looked for.
	watch.server.add(10_000, 1000);
	watch.receive(530, 4);
	const found: number[] = [];
	for (let poll = 0; poll < 10; poll++) found.push(...(await watch.poll({ seconds: 200 })));
	if (!found.includes(10_000)) throw new Error('A late row was pushed out of sight');
}
