/** A number and its noun, e.g. `3 items`. */
export const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

/**
 * Names items by their numbers, neighbours as a range: `items 1, 5 to 9, 12`.
 *
 * @param items in any order
 * @param most how many numbers and ranges to write down
 */
export function listItems(items: number[], most: number): string {
	const ranges: Array<[first: number, last: number]> = [];
	for (const item of [...items].sort((a, b) => a - b)) {
		const range = ranges.at(-1);
		if (range && item <= range[1] + 1) range[1] = item;
		else ranges.push([item, item]);
	}
	const shown = ranges.slice(0, most);
	const left = ranges.slice(most).reduce((sum, [first, last]) => sum + last - first + 1, 0);
	const words = shown.map(([first, last]) =>
		first === last ? `${first}` : `${first}${last === first + 1 ? ',' : ' to'} ${last}`,
	);
	return `item${items.length === 1 ? '' : 's'} ${words.join(', ')}${left > 0 ? ` and ${left} more` : ''}`;
}
