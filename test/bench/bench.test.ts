/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { join } from 'node:path';
import type { Section } from './report/section';
import type { Scale } from './scale';
import { lists } from './scenarios/lists';
import { options } from './scenarios/options';
import { sends } from './scenarios/sends';
import { trigger } from './scenarios/trigger';
import { uploads } from './scenarios/uploads';
import { inWorld } from './world';

const TINY: Scale = {
	sends: { texts: 6, warmUp: 2, latencies: [{ ms: 1, rounds: 1 }] },
	options: { items: 5, history: 3, rounds: 1 },
	uploads: { mebibytes: [1], inAll: 2, rounds: 1 },
	lists: { rows: 230, latencies: [{ ms: 0, rounds: 1 }] },
	trigger: { orders: ['oldest'], histories: [30], polls: 2, backlog: 150 },
	weight: { rounds: 1 },
};

const packageDir = join(__dirname, '../..');

function column({ head, rows }: Section, name: string): string[] {
	return rows.map((row) => row[head.indexOf(name)]);
}

test('every scenario does its work', async () => {
	await inWorld({ scale: TINY, packageDir }, async (world) => {
		const sent = await sends(world);
		expect(column(sent, 'in order').slice(0, 1)).toEqual(['yes']);
		expect(column(sent, 'in order').join()).not.toContain('lost');
		expect(column(sent, 'at once').every((count) => Number(count) <= 6)).toBe(true);
		expect(sent.goals.map(({ met }) => met).filter((met) => met === undefined)).toHaveLength(4);

		const listed = await lists(world);
		expect(column(listed, 'rows')).toEqual(['230', '230']);
		expect(listed.goals[0].result).toContain('all rows');

		const chosen = await options(world);
		expect(column(chosen, 'sent')).toEqual(['5', '5', '5', '5', '5', '0']);

		const uploaded = await uploads(world);
		expect(column(uploaded, 'file')).toEqual(['1 MiB']);

		const polled = await trigger(world);
		expect(polled.goals.map(({ met }) => met)).toEqual([true, true]);
	});
});
