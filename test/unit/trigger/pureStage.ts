import type { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import type { Sizes } from '../../../nodes/WatX/trigger/cursor/sizes';
import type { CursorState } from '../../../nodes/WatX/trigger/cursor/state';
import { ListServer, type Row } from './listServer';
import { Oracle } from './oracle';
import { Outage, type PollOptions, type Stage } from './stage';

/** The algorithm under test; the mutation script puts broken ones here. */
export interface Cursor {
	look: typeof look;
	mark: typeof mark;
}

/** Small measures, so that short lists bring out what long ones would. */
export const SMALL: Sizes = { limit: 16, window: 10, keep: 24, margin: 4, batch: 30 };

const LARGEST_STATE = 16_384;

/** The algorithm alone, over a list in memory. */
export class PureStage implements Stage {
	readonly server = new ListServer();

	private memory: CursorState | null = null;

	private stored: CursorState | null = null;

	private rotation = 0;

	constructor(
		private readonly cursor: Cursor,
		private readonly oracle: Oracle,
		private readonly sizes: Sizes = SMALL,
	) {}

	listed(): number[] {
		return this.server.ids;
	}

	receive(count: number, gap: number): void {
		for (let i = 0; i < count; i++) this.server.insert(this.oracle.nextId(gap));
	}

	receiveLate(pick: number): void {
		const id = this.oracle.lateId(pick);
		if (id !== undefined) this.server.insert(id);
	}

	remove(pick: number): void {
		this.server.ids.splice(pick % Math.max(1, this.server.ids.length), 1);
	}

	setOrder(order: 'newest' | 'oldest'): void {
		this.server.order = order;
	}

	setLimit(maxLimit: number): void {
		this.server.maxLimit = maxLimit;
	}

	setRepeatPages(on: boolean): void {
		this.server.repeatPages = on;
	}

	beforeRequests(callback: ((request: number) => boolean) | undefined): void {
		let request = 0;
		this.server.before = () => {
			if (callback?.(++request)) throw new Outage();
		};
	}

	/** The first poll of all. */
	async activate(include: number): Promise<void> {
		this.oracle.startHistory(this.listed(), include);
		await this.run({}, include);
		this.stored = this.memory;
	}

	async restart(): Promise<void> {
		this.memory = this.stored;
		await this.run({}, 0);
		this.stored = this.memory;
	}

	async poll(options: PollOptions = {}): Promise<{ requests: number; isQuiet: boolean }> {
		// A mutated cursor has a class of its own.
		const isTurmoil = (error: unknown) => (error as Error).constructor.name === 'ListChanged';
		return await this.run(options, 0).catch((error: unknown) =>
			Promise.reject(isTurmoil(error) ? new Outage('The list kept changing') : error),
		);
	}

	check(): void {
		this.oracle.checkAll(this.listed());
	}

	private async run({ pages = 40, isCrash = false }: PollOptions, include: number) {
		const { server, memory } = this;
		const startedAt = server.requests;
		const found = await this.cursor.look<Row>(memory, server.fetchPage, {
			include,
			goOn: () => server.requests - startedAt < pages,
			random: () => (this.rotation = (this.rotation + 0.37) % 1),
			sizes: this.sizes,
		});
		const result = { requests: server.requests - startedAt, isQuiet: found.fresh.length === 0 };
		const state = this.cursor.mark(this.memory, found, found.fresh.length);
		if (!state) return result;
		const json = JSON.stringify(state);
		if (json.length > LARGEST_STATE) throw new Error(`The state has grown to ${json.length} bytes`);
		this.memory = JSON.parse(json) as CursorState;
		const ids = found.fresh.map(({ value }) => value).filter((id) => this.oracle.isWanted(id));
		if (ids.length === 0) return result;
		this.oracle.emit(ids, isCrash);
		if (isCrash) this.memory = this.stored;
		else this.stored = this.memory;
		return result;
	}
}
