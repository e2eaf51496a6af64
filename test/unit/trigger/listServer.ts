import type { Listed } from '../../../nodes/WatX/trigger/cursor/ids';

export interface Row extends Listed {
	value: number;
}

/** The gateway's list of received messages in memory, with the same freedoms as the emulator's. */
export class ListServer {
	/** Ids from the lowest to the highest. */
	ids: number[] = [];

	order: 'newest' | 'oldest' = 'newest';

	maxLimit = 1000;

	repeatPages = false;

	/** Disregards `limit` and always gives this many rows. */
	fixedLimit: number | undefined;

	/** Requests so far. */
	requests = 0;

	/** Called before each request is answered; what it throws is the answer. */
	before: (() => void) | undefined;

	insert(id: number): void {
		const at = this.ids.findIndex((other) => other > id);
		this.ids.splice(at < 0 ? this.ids.length : at, 0, id);
	}

	readonly fetchPage = async (page: number, asked: number): Promise<Row[]> => {
		this.requests++;
		await Promise.resolve();
		this.before?.();
		const limit = this.fixedLimit ?? Math.min(asked, this.maxLimit);
		const listed = this.order === 'oldest' ? this.ids : [...this.ids].reverse();
		let start = (page - 1) * limit;
		if (start >= listed.length && this.repeatPages && listed.length > 0) {
			start = Math.floor((listed.length - 1) / limit) * limit;
		}
		return listed.slice(start, start + limit).map((value) => ({ id: String(value), value }));
	};
}
