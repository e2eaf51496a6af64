import type { NodeExecutionHint } from 'n8n-workflow';
import { faultOf } from '../gateway/faults/fault';
import { errorText, type ItemError } from './itemError';

type Ending = 'done' | 'sent' | 'queued' | 'skipped' | 'failed';

interface Cause {
	text: string;
	items: number[];
}

const MOST_CAUSES = 10;
const MOST_ITEMS = 20;

/** Counts how the items of a run end, for the hints a person reads. Items are numbered from 0, as n8n does. */
export class Report {
	private readonly counts: Record<Ending, number> = {
		done: 0,
		sent: 0,
		queued: 0,
		skipped: 0,
		failed: 0,
	};

	private readonly causes = new Map<string, Cause>();

	private readonly unsure: number[] = [];

	/** @param total the number of input items */
	constructor(private readonly total: number) {}

	/** @param status what the operation calls the result, if it does */
	end(status: unknown): void {
		const isKnown = status === 'sent' || status === 'queued' || status === 'skipped';
		this.counts[isKnown ? status : 'done']++;
	}

	fail(error: ItemError, item: number): void {
		this.counts.failed++;
		if (faultOf(error)?.carriedOut === 'maybe') this.unsure.push(item);
		// The same cause with another value is the same cause.
		const key = error.message.replace(/"(?:[^"\\]|\\.)*"/g, '""');
		const cause = this.causes.get(key);
		if (cause) cause.items.push(item);
		else this.causes.set(key, { text: errorText(error), items: [item] });
	}

	/** The hints of a run that came to its end. @param repeated results that an earlier attempt had brought */
	hints(repeated: number): NodeExecutionHint[] {
		const { sent, queued, skipped, failed } = this.counts;
		const hints: NodeExecutionHint[] = [];
		const isWorthWords = this.total > 1 && sent + queued + failed + repeated > 0;
		if (isWorthWords || skipped > 0) {
			const again =
				repeated > 0
					? ` Retry On Fail did not repeat ${repeated} of them: they had been done before.`
					: '';
			hints.push(hint(`${this.summary()}${again}`, failed + skipped > 0 ? 'warning' : 'info'));
		}
		if (queued > 0) {
			hints.push(
				hint(
					`${count(queued, 'message')} queued, not yet sent: the gateway sends what is in its queue in its own time. Get Pending shows what is waiting.`,
					'info',
				),
			);
		}
		const causes = [...this.causes.values()].sort((a, b) => b.items.length - a.items.length);
		for (const { text, items } of causes.slice(0, MOST_CAUSES)) {
			hints.push(
				hint(`${count(items.length, 'item')} failed (${list(items)}): ${text}`, 'warning'),
			);
		}
		if (causes.length > MOST_CAUSES) {
			const more = `There are ${causes.length - MOST_CAUSES} more causes of failure: see the failed items.`;
			hints.push(hint(more, 'warning'));
		}
		return hints;
	}

	/** One sentence on how far the run came. */
	summary(): string {
		const words: Array<[Ending, string]> = [
			['sent', 'sent'],
			['queued', 'queued'],
			['done', 'done'],
			['skipped', 'skipped'],
			['failed', 'failed'],
		];
		const ends = words.filter(([ending]) => this.counts[ending] > 0);
		const parts = ends.map(([ending, word]) => `${this.counts[ending]} ${word}`);
		const left = this.total - ends.reduce((sum, [ending]) => sum + this.counts[ending], 0);
		if (left > 0) parts.push(`${left} not tried`);
		const unsure =
			this.unsure.length > 0
				? ` It is not known whether ${list(this.unsure)} happened: check before repeating.`
				: '';
		return `Of ${count(this.total, 'item')}: ${parts.join(', ')}.${unsure}`;
	}
}

/** Hints are shown as HTML. */
const hint = (message: string, type: 'info' | 'warning'): NodeExecutionHint => ({
	message: message.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
	type,
	location: 'outputPane',
});

const count = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? '' : 's'}`;

function list(items: number[]): string {
	const more = items.length > MOST_ITEMS ? ` and ${items.length - MOST_ITEMS} more` : '';
	const shown = items.slice(0, MOST_ITEMS).join(', ');
	return `item${items.length === 1 ? '' : 's'} ${shown}${more}`;
}
