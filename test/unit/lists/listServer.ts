import type { PageQuery } from '../../../nodes/WatX/gateway/lists/pages';

/** A row of the list; `created` is the second that orders it. */
export interface Row {
	id: number;
	created: number;
	text: string;
}

/** How an installation lists (contract: Lists). */
export interface ListSettings {
	/** Stock installations begin page p from 2 on at row p × limit, mended ones at row (p - 1) × limit. */
	profile: 'stock' | 'mended';
	/** The most rows of a page, and all pages' size when `limit` is ignored. */
	clamp: number;
	ignoresLimit: boolean;
	ignoresPage: boolean;
	/** A page behind the last one repeats it. */
	repeatsPages: boolean;
	order: 'newest' | 'oldest';
	idsAsText: boolean;
}

/** A gateway's list in memory: newest first by second, rows of one second in another order for each page size. */
export class ListServer {
	rows: Row[] = [];

	requests: PageQuery[] = [];

	/** Requests on their way now, and at most. */
	underWay = 0;

	mostUnderWay = 0;

	/** Called before each request is answered; what it throws is the answer. */
	before: ((request: number) => void) | undefined;

	readonly settings: ListSettings = {
		profile: 'stock',
		clamp: Infinity,
		ignoresLimit: false,
		ignoresPage: false,
		repeatsPages: false,
		order: 'newest',
		idsAsText: false,
	};

	constructor(settings: Partial<ListSettings> = {}) {
		Object.assign(this.settings, settings);
	}

	/** Adds rows with ids from `first` on, `perSecond` of them in each second. */
	fill(count: number, { first = 1, perSecond = 1, from = 1000 } = {}): this {
		for (let index = 0; index < count; index++) {
			this.add(first + index, from + Math.floor(index / perSecond));
		}
		return this;
	}

	add(id: number, created: number): void {
		this.rows.push({ id, created, text: `Message ${id}` });
	}

	remove(id: number): void {
		this.rows = this.rows.filter((row) => row.id !== id);
	}

	/** Sorted for each page size, as long as the rows stay the same. */
	private readonly sorted = new Map<number, { of: Row[]; count: number; rows: Row[] }>();

	/** All rows in the order of the list, for a page size. */
	listed(limit: number): Row[] {
		const known = this.sorted.get(limit);
		if (known?.of === this.rows && known.count === this.rows.length) return known.rows;
		const rows = this.sort(limit);
		this.sorted.set(limit, { of: this.rows, count: rows.length, rows });
		return rows;
	}

	private sort(limit: number): Row[] {
		const shuffled = (id: number) => scramble(id + scramble(limit));
		const sorted = [...this.rows].sort(
			(a, b) => b.created - a.created || shuffled(a.id) - shuffled(b.id),
		);
		return this.settings.order === 'newest' ? sorted : sorted.reverse();
	}

	readonly fetchPage = async ({ page, limit }: PageQuery): Promise<unknown[]> => {
		const { profile, clamp, ignoresLimit, ignoresPage, repeatsPages, idsAsText } = this.settings;
		this.requests.push({ page, limit });
		this.mostUnderWay = Math.max(this.mostUnderWay, ++this.underWay);
		await Promise.resolve();
		this.underWay--;
		this.before?.(this.requests.length);
		const size = ignoresLimit ? clamp : Math.min(limit, clamp);
		const rows = this.listed(size);
		const index = page === 1 || ignoresPage ? 0 : profile === 'stock' ? page : page - 1;
		let start = index * size;
		if (start >= rows.length && repeatsPages && rows.length > 0) {
			start = Math.floor((rows.length - 1) / size) * size;
		}
		return rows
			.slice(start, start + size)
			.map((row, at) => (idsAsText && at % 2 === 0 ? { ...row, id: String(row.id) } : row));
	};
}

/** A number that looks like chance and is the same each time. */
function scramble(value: number): number {
	let hash = Math.imul(value + 1, 0x9e3779b1);
	hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
	hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
	return (hash ^ (hash >>> 15)) >>> 0;
}
