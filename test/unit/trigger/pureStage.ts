import type { look, mark, Look } from '../../../nodes/WatX/trigger/cursor/look';
import type { Listed } from '../../../nodes/WatX/trigger/cursor/ids';
import type { CursorState } from '../../../nodes/WatX/trigger/cursor/state';
import { ListServer, type ListSettings, type Row } from '../lists/listServer';
import type { Sent } from './oracle';
import { Outage, type Stage } from './stage';

/** The algorithm under test; the mutation script puts broken ones here. */
export interface Cursor {
	look: typeof look;
	mark: typeof mark;
}

export type Entry = Listed & { text: string };

const LARGEST_STATE = 16_384;

/** Makes a row of the cursor of one of the list. */
export const parse = (entry: unknown): Entry | undefined => {
	const { id, created, text } = entry as Row;
	return { id: String(id), second: created, mark: text.replace(/\W/g, '').slice(-8), text };
};

/** The algorithm alone, over a list in memory. */
export class PureStage implements Stage {
	readonly server: ListServer;

	/** Requests of the last poll. */
	cost = 0;

	state: CursorState | null = null;

	private stored: CursorState | null = null;

	private clock = 1_000_000;

	private lastId = 0;

	private count = 0;

	constructor(
		private readonly cursor: Cursor,
		settings: Partial<ListSettings>,
	) {
		this.server = new ListServer(settings);
	}

	listed(): Sent[] {
		return this.server.rows;
	}

	passTime(seconds: number): void {
		this.clock += seconds;
	}

	receive(secondsAgo: number): Sent {
		const row = { id: ++this.lastId, created: this.clock - secondsAgo, text: `m${++this.count}` };
		this.server.rows.push(row);
		return row;
	}

	remove(message: Sent): void {
		this.server.remove(message.id);
	}

	restartGateway(): void {
		this.lastId = this.server.rows.reduce((most, { id }) => Math.max(most, id), 0);
	}

	beforeRequests(callback: ((request: number) => boolean) | undefined): void {
		let request = 0;
		this.server.before = () => {
			if (callback?.(++request)) throw new Outage();
		};
	}

	async poll(how: 'activate' | 'start' | 'poll'): Promise<string[]> {
		const before = this.server.requests.length;
		const options = { parse, now: () => this.clock * 1000, isDeep: how === 'start' };
		const found: Look<Entry> = await this.cursor.look<Entry>(
			this.state,
			this.server.fetchPage,
			options,
		);
		this.cost = this.server.requests.length - before;
		const next = this.cursor.mark(this.state, found);
		if (!next) return [];
		const json = JSON.stringify(next);
		if (json.length > LARGEST_STATE) throw new Error(`The state has grown to ${json.length} bytes`);
		this.state = JSON.parse(json) as CursorState;
		if (how !== 'poll') this.stored = this.state;
		if (found.fresh.length > 0) [this.saved, this.stored] = [this.stored, this.state];
		else this.saved = this.stored;
		return found.fresh.map(({ text }) => text);
	}

	stop(isCrash: boolean): void {
		this.state = this.stored = isCrash ? this.saved : this.stored;
	}

	/** What was saved before the last poll. */
	private saved: CursorState | null = null;
}
