import type { NodeExecutionHint } from 'n8n-workflow';
import { sentences } from '../gateway/sentences';
import type { TrackedCall } from './call';
import { errorText, type ItemError } from './itemError';
import { hint } from './hints';
import { count, listItems } from './words';

/** How items end, in the order of a summary. Their numbers are kept from attempt to attempt. */
const ENDINGS = [
	'notTried',
	'sent',
	'queued',
	'done',
	'rehearsed',
	'skipped',
	'failed',
	'unsure',
] as const;
type Ending = (typeof ENDINGS)[number];

/** What a later attempt cannot undo. */
const LASTING = new Set<Ending>(['sent', 'queued', 'done', 'unsure']);

interface Cause {
	text: string;
	items: number[];
}

const LONGEST_KEY = 500;
const MOST_CAUSES = 10;
const MOST_LISTED = 20;

/** Counts how the items of a run end, for the hints a person reads. Items are numbered from 0, as n8n does. */
export class Report {
	private readonly causes = new Map<string, Cause>();

	/** How earlier attempts of Retry On Fail left the items. */
	private readonly before: Uint8Array;

	/** @param endings one for each input item; to be written on */
	constructor(private readonly endings: Uint8Array) {
		this.before = endings.slice();
	}

	/** @param status what the operation calls the result, if it does */
	end(item: number, status: unknown): void {
		const known = ENDINGS.find((ending) => ending === status);
		this.write(item, known ?? 'done');
	}

	fail(
		error: ItemError,
		{ itemIndex: item, happened }: Pick<TrackedCall, 'itemIndex' | 'happened'>,
	): void {
		this.write(item, happened === 'maybe' ? 'unsure' : 'failed');
		// The same cause with another value is the same cause.
		const key = error.message.slice(0, LONGEST_KEY).replace(/"[^"]*"/g, '""');
		const cause = this.causes.get(key);
		if (cause) cause.items.push(item);
		else this.causes.set(key, { text: errorText(error), items: [item] });
	}

	/** The hints of a run that came to its end. @param repeated results that an earlier attempt had brought */
	hints(repeated: number): NodeExecutionHint[] {
		const { sent, queued, skipped, rehearsed, failed, unsure } = this.counts();
		const isBad = failed + unsure + skipped > 0;
		const hints: NodeExecutionHint[] = [];
		const isWorthWords = this.endings.length > 1 && sent + queued + failed + unsure + repeated > 0;
		if (isWorthWords || skipped > 0 || (rehearsed > 0 && isBad)) {
			const again =
				repeated > 0 &&
				`Retry On Fail did not repeat ${repeated} of them: they had been done before.`;
			const text = sentences(this.summary(), this.unsure(MOST_LISTED), again || '');
			hints.push(hint(text, isBad ? 'warning' : 'info'));
		}
		if (queued > 0) {
			hints.push(
				hint(
					`${count(queued, 'message')} queued, not yet sent: the gateway sends what is in its queue in its own time. To send at once, add the option Priority and choose Send Immediately. Get Pending shows what is waiting.`,
					'info',
				),
			);
		}
		const causes = [...this.causes.values()].sort((a, b) => b.items.length - a.items.length);
		for (const { text, items } of causes.slice(0, MOST_CAUSES)) {
			const which = listItems(items, MOST_LISTED);
			hints.push(hint(`${count(items.length, 'item')} failed (${which}): ${text}`, 'warning'));
		}
		if (causes.length > MOST_CAUSES) {
			const more = `There are ${causes.length - MOST_CAUSES} more causes of failure: see the failed items.`;
			hints.push(hint(more, 'warning'));
		}
		return hints;
	}

	/** One sentence on how far the run came, all attempts together. */
	summary(): string {
		const { unsure, notTried, ...counts } = this.counts();
		counts.failed += unsure;
		const parts = ENDINGS.filter((ending): ending is keyof typeof counts => ending in counts)
			.filter((ending) => counts[ending] > 0)
			.map((ending) => `${counts[ending]} ${ending}`);
		if (notTried > 0) parts.push(`${notTried} not tried`);
		return `Of ${count(this.endings.length, 'item')}: ${parts.join(', ')}.`;
	}

	/**
	 * Names the items that may have been done, all attempts together.
	 *
	 * @param most how many numbers to write down; all of them by default
	 * @returns a sentence, empty when there is no such item
	 */
	unsure(most = Infinity): string {
		const items: number[] = [];
		const unsure = ENDINGS.indexOf('unsure');
		for (const [item, ending] of this.endings.entries()) if (ending === unsure) items.push(item);
		if (items.length === 0) return '';
		return `It is not known whether ${listItems(items, most)} happened: check before repeating.`;
	}

	private write(item: number, ending: Ending): void {
		const before = ENDINGS[this.before[item]];
		if (!LASTING.has(before) || LASTING.has(ending)) this.endings[item] = ENDINGS.indexOf(ending);
	}

	private counts(): Record<Ending, number> {
		const numbers = new Array<number>(ENDINGS.length).fill(0);
		for (const ending of this.endings) numbers[ending]++;
		return Object.fromEntries(ENDINGS.map((ending, i) => [ending, numbers[i]])) as Record<
			Ending,
			number
		>;
	}
}
