/** One deliberate mistake: in `file`, `from` (found exactly once) becomes `to`. */
export interface Mutation {
	name: string;
	file: string;
	from: string;
	to: string;
}

const cursor = (file: string) => `trigger/cursor/${file}.ts`;
const lists = (file: string) => `gateway/lists/${file}.ts`;

/** Mistakes that are easily made in such an algorithm. */
export const mutations: Mutation[] = [
	{
		name: 'a high-water mark in place of the seen ids',
		file: cursor('done'),
		from: 'if (!this.seen.has(id)) return false;',
		to: 'if (!this.seen.has(id)) return [...this.seen.keys()].some((other) => compareIds(id, other) < 0);',
	},
	{
		name: 'no floor: unknown ids are always new',
		file: cursor('done'),
		from: 'if (compareIds(id, this.floor) <= 0) return true;',
		to: '',
	},
	{
		name: 'an id that is given again counts as done',
		file: cursor('done'),
		from: 'return known === undefined || row.mark === undefined || known === row.mark;',
		to: 'return true;',
	},
	{
		name: 'the floor rises over ids of this poll',
		file: cursor('done'),
		from: 'order.length - index > KEEP',
		to: 'order.length - index > 0',
	},
	{
		name: 'overlapping polls do not notice each other',
		file: cursor('look'),
		from: 'if ((current?.revision ?? 0) !== basis) return null;',
		to: '',
	},
	{
		name: 'messages leave in the order of the list',
		file: cursor('look'),
		from: 'const all = rows.filter(isNew).sort(byId);',
		to: 'const all = rows.filter(isNew);',
	},
	{
		name: 'late rows are never looked for',
		file: cursor('look'),
		from: 'const isDue = isDeep || depth > 0 || countNew(news.rows) > 0;',
		to: 'const isDue = false;',
	},
	{
		name: 'a poll that could not read enough leaves no depth',
		file: cursor('look'),
		from: 'depth: isSure ? 0 : WINDOW + all.length,',
		to: 'depth: 0,',
	},
	{
		name: 'a second that was seen may be read in part',
		file: cursor('look'),
		from: 'return isWhole ? enough : Math.max(enough, rows.length + 1);',
		to: 'return enough;',
	},
	{
		name: 'a long gap is not caught up',
		file: cursor('look'),
		from: "if (news.end === 'bounds' && !isReached)",
		to: 'if (false)',
	},
	{
		name: 'a catch-up takes the end of the list for a gap without end',
		file: cursor('catchUp'),
		from: 'rows.every(({ id }) => seen.has(id));',
		to: 'false;',
	},
	{
		name: 'a second counts as over at once',
		file: cursor('head'),
		from: 'isOver: rows.length > 1 && time.began - since >= SECOND_IS_OVER,',
		to: 'isOver: true,',
	},
	{
		name: 'pages are numbered as they should be, not as they are',
		file: lists('pages'),
		from: 'page === 1 ? 0 : (page - base) * limit;',
		to: '(page - 1) * limit;',
	},
	{
		name: 'a short page ends the list',
		file: lists('reader'),
		from: 'if (entries.length < limit) break;',
		to: "if (entries.length < limit) return { end: 'end', isSure: true };",
	},
	{
		name: 'pages are not joined by rows that both hold',
		file: lists('reader'),
		from: "if (isTooShort) return 'moved';",
		to: "return 'joins';",
	},
	{
		name: 'rows that hide behind others of their second are not looked for',
		file: lists('reader'),
		from: 'for (let limit = this.cap; limit >= least; limit--) {',
		to: 'for (let limit = this.cap; limit > this.cap; limit--) {',
	},
];
