import { Watch } from './watch';

const PROFILES = ['stock', 'mended'] as const;
const CLAMPS = [10, 25, 100, 250, Infinity];

describe.each(PROFILES)('on a %s installation', (profile) => {
	test.each(CLAMPS)(
		'with %p rows in a page, whatever is listed is emitted by the next poll',
		async (clamp) => {
			for (const rate of [1, 8, 35, 150, 600]) {
				for (const perSecond of [1, 4]) {
					const watch = new Watch({ profile, clamp }, 300, 3);
					await watch.poll();
					for (let poll = 0; poll < 5; poll++) {
						const ids = watch.receive(rate, perSecond);
						expect({ rate, ids: await watch.poll({ seconds: 1000 }) }).toEqual({ rate, ids });
					}
					expect(await watch.poll()).toEqual([]);
				}
			}
		},
	);

	test.each(CLAMPS)(
		'with %p rows in a page, a thousand messages a minute are emitted, by the poll after the next at the latest',
		async (clamp) => {
			const watch = new Watch({ profile, clamp }, 60);
			await watch.poll();
			const ids: number[] = [];
			const found: number[] = [];
			for (let poll = 0; poll < 3; poll++) {
				ids.push(...watch.receive(1000, 17));
				found.push(...(await watch.poll()));
				expect(ids.length - found.length).toBeLessThan(clamp < 25 ? 20 : 1);
			}
			found.push(...(await watch.poll()));
			expect(found.sort((a, b) => a - b)).toEqual(ids);
		},
	);

	test.each([10, 100, Infinity])(
		'with %p rows in a page, rows that join a second are not overlooked',
		async (clamp) => {
			const watch = new Watch({ profile, clamp }, 40, 4);
			await watch.poll();
			for (let poll = 0; poll < 12; poll++) {
				const ids = watch.receive(1 + (poll % 3), 1000);
				expect(await watch.poll({ seconds: 0 })).toEqual(ids);
				expect(await watch.poll({ seconds: 0 })).toEqual([]);
			}
		},
	);

	test.each(CLAMPS)(
		'with %p rows in a page, more rows of one second than a page holds are emitted at once',
		async (clamp) => {
			for (const history of [0, 60, 300]) {
				for (const rate of [35, 150, 600]) {
					const watch = new Watch({ profile, clamp }, history, 3);
					await watch.poll();
					for (let poll = 0; poll < 3; poll++) {
						const ids = watch.receive(rate, 1000);
						expect({ history, rate, ids: await watch.poll() }).toEqual({ history, rate, ids });
						expect(watch.cost).toBeLessThanOrEqual(300);
					}
					expect(await watch.poll()).toEqual([]);
				}
			}
		},
	);

	test.each(CLAMPS)('with %p rows in a page, a late row is found by ten polls', async (clamp) => {
		const watch = new Watch({ profile, clamp }, 300);
		await watch.poll();
		for (let poll = 0; poll < 5; poll++) await watch.poll();
		watch.server.add(999, 1000 + 200);
		const found: number[][] = [];
		for (let poll = 0; poll < 10; poll++) found.push(await watch.poll());
		expect(found.flat()).toEqual([999]);
	});

	test.each([100, Infinity])(
		'a backlog is caught up 1,000 a poll, oldest first, on pages of %p',
		async (clamp) => {
			const watch = new Watch({ profile, clamp }, 400);
			await watch.poll();
			const ids = watch.receive(4300, 3);
			const polls: number[][] = [];
			while (polls.flat().length < ids.length && polls.length < 9) {
				polls.push(await watch.poll({ seconds: 10_000 }));
			}
			expect(polls.flat()).toEqual(ids);
			expect(polls.map(({ length }) => length).slice(0, 4)).toEqual([1000, 1000, 1000, 1000]);
		},
	);

	test('a gap that is too long for one poll is climbed from its oldest end', async () => {
		const watch = new Watch({ profile, clamp: 20 }, 400);
		await watch.poll();
		const ids = watch.receive(9000);
		const found: number[] = [];
		let polls = 0;
		for (; found.length < ids.length && polls < 40; polls++) {
			found.push(...(await watch.poll({ seconds: 20_000 })));
			expect(watch.cost).toBeLessThanOrEqual(300);
		}
		expect(found).toEqual(ids);
		expect(await watch.poll()).toEqual([]);
	});

	test('what was read in a poll that ran out of time is progress', async () => {
		const watch = new Watch({ profile, clamp: 100 }, 400);
		await watch.poll();
		const ids = watch.receive(6000);
		const found: number[] = [];
		for (let poll = 0; found.length < ids.length && poll < 80; poll++) {
			found.push(...(await watch.poll({ most: 40, seconds: 20_000 })));
		}
		expect(found).toEqual(ids);
	});
});
