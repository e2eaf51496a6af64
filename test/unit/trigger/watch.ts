import { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import type { CursorState } from '../../../nodes/WatX/trigger/cursor/state';
import { ListServer, type ListSettings } from '../lists/listServer';
import { parse, type Cursor } from './pureStage';

/** Polls a list in memory, a minute apart. */
export class Watch {
	readonly server: ListServer;

	state: CursorState | null = null;

	/** Requests of the last poll. */
	cost = 0;

	/** Epoch seconds. */
	clock = 2_000_000_000;

	private lastId = 0;

	constructor(
		settings: Partial<ListSettings>,
		history: number,
		perSecond = 1,
		private readonly cursor: Cursor = { look, mark },
	) {
		this.server = new ListServer(settings).fill(history, { perSecond, from: 1000 });
		this.lastId = history;
	}

	/** Messages arrive. @returns their ids */
	receive(count: number, perSecond = 1): number[] {
		return Array.from({ length: count }, (_, index) => {
			this.server.add(++this.lastId, this.clock + Math.floor(index / perSecond));
			return this.lastId;
		});
	}

	/** One poll. @param most requests that its time allows */
	async poll({ most = Infinity, seconds = 60 } = {}): Promise<number[]> {
		this.clock += seconds;
		const startedAt = this.server.requests.length;
		const made = () => this.server.requests.length - startedAt;
		const options = {
			parse,
			now: () => this.clock * 1000,
			goOn: (share: number) => made() < most * share,
		};
		const found = await this.cursor.look(this.state, this.server.fetchPage, options);
		this.state = this.cursor.mark(this.state, found);
		this.cost = made();
		return found.fresh.map(({ id }) => Number(id));
	}

	/** The requests of the last poll. */
	get queries() {
		return this.server.requests.slice(this.server.requests.length - this.cost);
	}
}
