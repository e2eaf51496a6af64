import type { IDataObject, NodeApiError } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from '../../fields/call';
import { endpoints } from '../../gateway/endpoints';
import { faultOf } from '../../gateway/faults/fault';
import { parseId } from '../../gateway/messageRow';
import { pause } from '../../gateway/pause';
import { sentences } from '../../gateway/sentences';
import { readForLookUp } from '../lookUp';

const FIRST_WAIT_MS = 2000;
const LONGEST_WAIT_MS = 15_000;
const GROWTH = 1.5;
/** Looks of one run that are on their way at a time. */
const MOST_LOOKS = 8;
/** Rows of a list in which a message is looked for that was just sent. */
const MOST_ROWS = 5000;

/** What time is for a wait; tests have their own. */
export interface Clock {
	now(): number;
	pause(ms: number, signal: AbortSignal): Promise<void>;
}

/**
 * Watches a message until it was sent or has failed, or the time is over: pending → queued → sent | failed.
 *
 * @param look tells the status
 * @param ms how long to wait at most
 * @returns the status it was seen with last
 */
export async function watch(
	look: () => Promise<string>,
	ms: number,
	signal: AbortSignal,
	clock: Clock = { now: Date.now, pause },
): Promise<string> {
	const end = clock.now() + ms;
	for (let wait = FIRST_WAIT_MS; ; wait = Math.min(wait * GROWTH, LONGEST_WAIT_MS)) {
		const status = await look();
		const left = end - clock.now();
		if (status === 'sent' || status === 'failed' || left <= 0 || signal.aborted) return status;
		await clock.pause(Math.min(wait, left), signal);
		if (signal.aborted) return status;
	}
}

/**
 * Waits for the status of a message that the gateway has accepted (contract: endpoint 9).
 *
 * @returns pending, queued, sent, or unknown where the gateway says nothing
 * @throws NodeOperationError when the message has failed, or when its status cannot be found out
 */
export async function waitForStatus(
	call: Call,
	messageId: string,
	seconds: number,
	signal: AbortSignal,
): Promise<string> {
	const looks = call.shared(openLooks);
	const look = async () => await looks.status(call, messageId);
	const status = await watch(look, seconds * 1000, signal).catch((error: unknown) => {
		const { message, description } = error as NodeApiError;
		throw new NodeOperationError(
			call.context.getNode(),
			`The gateway has accepted message ${messageId}, but its status could not be found out. ${message}`,
			{
				description: sentences(description, 'Do not send it again without looking at Get Sent.'),
				itemIndex: call.itemIndex,
			},
		);
	});
	if (status !== 'failed') return status;
	throw new NodeOperationError(
		call.context.getNode(),
		`The gateway has accepted message ${messageId}, but could not send it: its status is "failed"`,
		{
			description:
				'Check that the account is connected and that the recipient is on WhatsApp. Nothing sends it again by itself, Retry On Fail neither.',
			itemIndex: call.itemIndex,
		},
	);
}

/** Looks at the status of messages, a few at a time. */
class Looks {
	private free = MOST_LOOKS;

	private readonly waiting: Array<() => void> = [];

	/** An installation that lacks the call is asked for its lists. */
	private lacksCall = false;

	private lists: Promise<Map<string, string>> | undefined;

	async status(call: Call, id: string): Promise<string> {
		if (this.free === 0) await new Promise<void>((resolve) => this.waiting.push(resolve));
		else this.free--;
		try {
			return this.lacksCall ? await this.fromLists(call, id) : await this.ask(call, id);
		} finally {
			const next = this.waiting.shift();
			if (next) next();
			else this.free++;
		}
	}

	private async ask(call: Call, id: string): Promise<string> {
		try {
			const { data } = await call.request(endpoints.getSentMessage, { id, type: 'sent' });
			return textOf(data.status);
		} catch (error) {
			if (faultOf(error)?.kind !== 'noSuchCall') throw error as Error;
			this.lacksCall = true;
			return await this.fromLists(call, id);
		}
	}

	/** What waits, then what was sent; looks at the same time share one reading. */
	private async fromLists(call: Call, id: string): Promise<string> {
		this.lists ??= this.read(call, id).finally(() => (this.lists = undefined));
		return (await this.lists).get(id) ?? 'unknown';
	}

	private async read(call: Call, id: string): Promise<Map<string, string>> {
		const pending = await readForLookUp(call, endpoints.getPending, MOST_ROWS);
		const holds = (rows: IDataObject[]) => rows.some((row) => parseId(row.id) === id);
		const sent = await readForLookUp(call, endpoints.getSent, MOST_ROWS, holds);
		return new Map([
			...pending.rows.map((row) => [parseId(row.id) ?? '', 'queued'] as const),
			...sent.rows.map((row) => [parseId(row.id) ?? '', textOf(row.status)] as const),
		]);
	}
}

const openLooks = () => new Looks();

const textOf = (status: unknown): string =>
	typeof status === 'string' && status !== '' ? status.toLowerCase().slice(0, 40) : 'unknown';
