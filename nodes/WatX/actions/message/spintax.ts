/** A text that is sent as one of its variants: `{Hi|Hello {you|there}}` (contract: endpoint 1, `message`). */
type Part = string | Part[][];

/** A pattern that nests deeper is compared as it stands. */
const MOST_NESTED = 20;

/** Whether a text has variants at all; braces without a bar are dropped by the gateway, so they count. */
export const hasVariants = (text: string): boolean => text.includes('{') && text.includes('}');

/**
 * Reads the variants of a text. Braces that do not close are text.
 *
 * @returns undefined when they nest deeper than is compared
 */
export function parseSpintax(text: string): Part[] | undefined {
	interface Level {
		alternatives: Part[][];
	}
	const open: Level[] = [{ alternatives: [[]] }];
	const add = (part: Part) => open[open.length - 1].alternatives.at(-1)?.push(part);
	for (const [piece] of text.matchAll(/[{}|]|[^{}|]+/g)) {
		if (piece === '{') open.push({ alternatives: [[]] });
		else if (piece === '|' && open.length > 1) open[open.length - 1].alternatives.push([]);
		else if (piece === '}' && open.length > 1) {
			const { alternatives } = open.pop() as Level;
			add(alternatives);
		} else add(piece);
	}
	const [parts] = open[0].alternatives;
	// What stands in braces that do not close follows on all that stands before them.
	for (const { alternatives } of open.slice(1)) {
		for (const [index, alternative] of alternatives.entries()) {
			parts.push(index === 0 ? '{' : '|');
			for (const part of alternative) parts.push(part);
		}
	}
	return depthOf(parts) <= MOST_NESTED ? parts : undefined;
}

function depthOf(parts: Part[]): number {
	let depth = 0;
	let level = parts.filter((part) => typeof part !== 'string');
	for (; level.length > 0; depth++) {
		level = level.flat(2).filter((part) => typeof part !== 'string') as Part[][][];
	}
	return depth;
}

/** How much comparing one text may cost, in parts looked at. */
export interface Effort {
	left: number;
}

/**
 * Whether a text is one of the variants. All variants are followed at once, so that the cost grows with the text and the
 * pattern, not with the number of variants.
 *
 * @returns undefined when the effort does not suffice to tell
 */
export function isVariant(text: string, pattern: Part[], effort: Effort): boolean | undefined {
	const ends = follow(pattern, new Set([0]));
	return effort.left < 0 ? undefined : ends.has(text.length);

	/** Where the parts can end that begin at one of the places. */
	function follow(parts: Part[], starts: Set<number>): Set<number> {
		let places = starts;
		for (const part of parts) {
			const next = new Set<number>();
			for (const place of typeof part === 'string' ? places : []) {
				effort.left -= 1 + (part.length >> 5);
				if (text.startsWith(part as string, place)) next.add(place + part.length);
			}
			for (const alternative of typeof part === 'string' ? [] : part) {
				effort.left--;
				for (const end of follow(alternative, places)) next.add(end);
			}
			if (next.size === 0 || effort.left < 0) return new Set();
			places = next;
		}
		return places;
	}
}
