/** One deliberate mistake: in `file` of the cursor, `from` (found exactly once) becomes `to`. */
export interface Mutation {
	name: string;
	file: string;
	from: string;
	to: string;
}

/** Mistakes that are easily made in such an algorithm. */
export const mutations: Mutation[] = [
	{
		name: 'a high-water mark in place of the seen ids',
		file: 'look.ts',
		from: 'compareIds(id, done.floor) > 0 && !done.seen.has(id)',
		to: '[...done.seen, done.floor].every((other) => compareIds(id, other) > 0)',
	},
	{
		name: 'no floor: unknown ids are always new',
		file: 'look.ts',
		from: 'compareIds(id, done.floor) > 0 && !done.seen.has(id)',
		to: '!done.seen.has(id)',
	},
	{
		name: 'overlapping polls do not notice each other',
		file: 'look.ts',
		from: 'if ((current?.revision ?? 0) !== revision) return null;',
		to: '',
	},
	{
		name: 'pages are not joined by a shared row',
		file: 'view.ts',
		from: 'if (!this.fixed && sharesRow(from, slice)) return slice;',
		to: 'return slice;',
	},
	{
		name: 'a short page ends the list',
		file: 'view.ts',
		from: 'return rows.length < limit && limit <= this.longest;',
		to: 'return rows.length < limit;',
	},
	{
		name: 'the depth does not grow with what is new',
		file: 'scan.ts',
		from: 'rows.size >= depth + fresh',
		to: 'rows.size >= depth',
	},
	{
		name: 'a long gap counts as read completely',
		file: 'scan.ts',
		from: 'return covered(view, rows, { isComplete: false });',
		to: 'return covered(view, rows, { isComplete: true });',
	},
	{
		name: 'a catch-up goes up to the newest row',
		file: 'climb.ts',
		from: 'depthOf(view, top, slice) >= sizes.window + sizes.margin',
		to: 'true',
	},
	{
		name: 'a catch-up trusts the border of the page it starts on',
		file: 'climb.ts',
		from: 'while (compareIds(lowest(low.rows), floor) > 0)',
		to: 'while (false)',
	},
	{
		name: 'deeper pages are never looked at in quiet polls',
		file: 'sweep.ts',
		from: 'if (held === 0) return [];',
		to: 'if (held > 0) return [];',
	},
	{
		name: 'forgetting ids does not raise the floor',
		file: 'settle.ts',
		from: '.filter((id) => isListed.has(id) || compareIds(id, bottom) < 0)',
		to: '.filter(() => false)',
	},
	{
		name: 'messages leave in the order of the list',
		file: 'look.ts',
		from: 'const rows = [...coverage.rows].sort(byId);',
		to: 'const rows = [...coverage.rows];',
	},
];
