/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import { PROFILES } from '../emulator';
import type { Section } from './report/section';
import { ANY, type Scale } from './scale';
import { delay } from './scenarios/delay';
import { lists } from './scenarios/lists';
import { options } from './scenarios/options';
import { sends } from './scenarios/sends';
import { trigger } from './scenarios/trigger';
import { uploads } from './scenarios/uploads';
import { wait } from './scenarios/wait';
import { inWorld } from './world';

const TINY: Scale = {
	sends: { texts: 6, warmUp: 2, latencies: [{ ms: 1, rounds: 1 }] },
	options: { items: 5, history: 3, rounds: 1 },
	uploads: { mebibytes: [1], inAll: 2, rounds: 1 },
	lists: [{ rows: 230, latencies: [{ ms: 0, rounds: 1 }] }],
	trigger: { orders: ['newest', 'oldest'], histories: [30], polls: 2, backlog: 150 },
	delay: { rates: [30], clamps: [10, ANY], polls: 2 },
	wait: { minutes: 0.05, received: 5 },
	weight: { rounds: 1 },
};

const packageDir = join(__dirname, '../..');

function column({ head, rows }: Section, name: string): string[] {
	return rows.map((row) => row[head.indexOf(name)]);
}

test.each(PROFILES)(
	'every scenario does its work on a %s gateway',
	async (profile) => {
		await inWorld({ scale: TINY, packageDir, profile }, async (world) => {
			const sent = await sends(world);
			expect(column(sent, 'in order').slice(0, 1)).toEqual(['yes']);
			expect(column(sent, 'in order').join()).not.toContain('lost');
			expect(column(sent, 'at once').every((count) => Number(count) <= 6)).toBe(true);
			expect(sent.goals.map(({ met }) => met).filter((met) => met === undefined)).toHaveLength(4);

			const listed = await lists(world);
			expect(column(listed, 'rows found')[0]).toBe('230');
			expect(listed.goals[0].result).toContain('all rows');

			const chosen = await options(world);
			expect(column(chosen, 'sent')).toEqual(['5', '5', '5', '5', '5', '0']);

			const uploaded = await uploads(world);
			expect(column(uploaded, 'file')).toEqual(['1 MiB']);

			const polled = await trigger(world);
			expect(polled.goals.map(({ met }) => met)).toEqual([true, true, true]);

			const delayed = await delay(world);
			expect(delayed.goals.map(({ met }) => met)).toEqual([true, true, true, true]);

			const waited = await wait(world);
			expect(Number(column(waited, 'requests')[0])).toBeGreaterThan(2);
		});
		// It starts a dozen processes.
	},
	600_000,
);
