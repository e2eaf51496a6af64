import type { IDataObject } from 'n8n-workflow';
import type { Call } from '../../fields/call';
import { factsOfUrl, toAcceptedFile } from '../../fields/fileKinds';
import { getSkipHours, skipOption } from '../../fields/sendingOptions';
import { endpoints } from '../../gateway/endpoints';
import { faultOf } from '../../gateway/faults/fault';
import { idValue, parseMessageRow, type MessageRow } from '../../gateway/messageRow';
import { lookUpFailed, readForLookUp } from '../lookUp';
import { skipped } from '../notSent';
import { comparable, identityOf, type Outgoing } from './outgoing';
import { hasVariants, isVariant, parseSpintax, type Effort } from './spintax';

const HOUR_MS = 3_600_000;
/** The gateway's clock may be in another time zone (contract: Lists). */
const ZONES_MS = 24 * HOUR_MS;
/** Rows of each list that are looked at. */
const MOST_ROWS = 25_000;
/** Characters of texts that are kept in all. */
const MOST_TEXT = 20_000_000;
const MOST_EFFORT = 1_000_000;

/** A message that the gateway has. */
interface Known {
	id: string;
	text: string;
	kind: Kind;
	/** The message of this run that was found to be this one. */
	taken?: string;
}

type Kind = 'text' | 'media' | 'document' | 'file';

/** A message of this run. */
interface Own {
	itemIndex: number;
	/** Its ID when it was sent, null when that is not known, undefined when it was surely not sent. */
	ended: Promise<string | number | null | undefined>;
}

/** Tells how the sending of a message ended. */
export type Settle = (result: { messageId: unknown } | { error: unknown }) => void;

/** What was sent in the last hours, by the gateway's own lists, which are read once per run (contract: endpoints 6 and 8). */
export class AlreadySent {
	private readonly byRecipient = new Map<string, Known[]>();

	private readonly own = new Map<string, Own>();

	private loading: Promise<void> | undefined;

	constructor(private readonly first: Call) {}

	static of = (call: Call): AlreadySent => call.shared(openAlreadySent);

	/**
	 * @returns to be called when the message was sent, or was not
	 * @throws NotSent when the message is there already, NodeOperationError when that cannot be found out
	 */
	async require(call: Call, outgoing: Outgoing): Promise<Settle> {
		await this.load(call);
		const identity = await identityOf(outgoing);
		// Equal messages of this run wait for each other; nothing is awaited from the last look to the entry below.
		for (let own = this.own.get(identity); own; own = this.own.get(identity)) {
			const messageId = await own.ended;
			if (messageId !== undefined) {
				const reason = `Item ${own.itemIndex} of this run has the same message for the same recipient`;
				throw skipped('already sent', reason, { messageId, recipient: outgoing.recipient });
			}
			if (this.own.get(identity) === own) this.own.delete(identity);
		}
		const found = this.find(call, identity, outgoing);
		if (found) {
			const messageId = idValue(found.id);
			const reason = `The same message is in the lists of the gateway already, as message ${messageId}`;
			throw skipped('already sent', reason, { messageId, recipient: outgoing.recipient });
		}
		let settle: Settle = () => {};
		const ended = new Promise<string | number | null | undefined>((resolve) => {
			settle = (result) => resolve('error' in result ? idAfter(result.error) : idOf(result));
		});
		this.own.set(identity, { itemIndex: call.itemIndex, ended });
		return settle;
	}

	private find(call: Call, identity: string, outgoing: Outgoing): Known | undefined {
		const text = comparable(outgoing.message);
		const raw = outgoing.message;
		const effort: Effort = { left: MOST_EFFORT };
		const pattern = hasVariants(raw) ? parseSpintax(text) : [text];
		const fits = (known: Known): boolean => {
			const isKind =
				known.kind === outgoing.type || (known.kind === 'file' && outgoing.type !== 'text');
			if (!isKind || (known.taken ?? identity) !== identity) return false;
			if (known.text === text) return true;
			if (!hasVariants(raw)) return false;
			return (pattern && isVariant(known.text, pattern, effort)) ?? refuseVariants(call);
		};
		const found = this.byRecipient.get(outgoing.recipient)?.find(fits);
		if (found) found.taken = identity;
		return found;
	}

	private async load(call: Call): Promise<void> {
		await (this.loading ??= this.read()).catch((error: unknown) => {
			const advice = `Or remove the option "${skipOption.displayName}".`;
			throw lookUpFailed(call, skipOption.displayName, error, advice);
		});
	}

	/** What waits is read first: a message that is sent meanwhile stands in the second list then. */
	private async read(): Promise<void> {
		const since = Date.now() - getSkipHours(this.first) * HOUR_MS - ZONES_MS;
		const ids = new Set<string>();
		let room = MOST_TEXT;
		for (const endpoint of [endpoints.getPending, endpoints.getSent]) {
			const isEnough = (rows: IDataObject[]) => isOlderThan(since, rows);
			const { rows, end, isSure } = await readForLookUp(this.first, endpoint, MOST_ROWS, isEnough);
			if (end !== 'bounds' && !isSure) {
				this.first.refuse('The list kept changing while it was read', 'Try again.');
			}
			let looked = 0;
			for (const row of rows) {
				const known = parseMessageRow(row);
				room -= known?.message.length ?? 0;
				if (room < 0) break;
				looked++;
				if (!known || row.status === 'failed' || (known.trustedTime ?? since) < since) continue;
				// A message that was sent while the lists were read stands in both.
				if (!ids.has(known.id)) this.add(known);
				ids.add(known.id);
			}
			if (end === 'bounds' || rows.length >= MOST_ROWS || looked < rows.length)
				this.sayBounds(looked);
		}
	}

	private add({ id, contact, message, attachment }: MessageRow): void {
		const known = this.byRecipient.get(contact) ?? [];
		known.push({ id, text: comparable(message), kind: kindOf(attachment) });
		this.byRecipient.set(contact, known);
	}

	private sayBounds(count: number): void {
		this.first.context.addExecutionHints?.({
			message: `"${skipOption.displayName}" has looked at the newest ${count.toLocaleString('en')} messages, no further back.`,
			type: 'warning',
			location: 'outputPane',
		});
	}
}

const openAlreadySent = (call: Call) => new AlreadySent(call);

/** Whether a list that runs from new to old has come to rows that are too old. */
function isOlderThan(since: number, rows: IDataObject[]): boolean {
	const timeOf = (row: IDataObject | undefined) => parseMessageRow(row)?.trustedTime ?? Infinity;
	const last = timeOf(rows.at(-1));
	return last < since && timeOf(rows[0]) > last;
}

/** What a link of a file leads to, as far as its ending tells. */
function kindOf(attachment: string | null): Kind {
	if (attachment === null) return 'text';
	const facts = URL.canParse(attachment) ? factsOfUrl(attachment) : { fileName: attachment };
	if (typeof toAcceptedFile('media', facts) !== 'string') return 'media';
	return typeof toAcceptedFile('document', facts) === 'string' ? 'file' : 'document';
}

const idOf = ({ messageId }: { messageId: unknown }): string | number | null =>
	typeof messageId === 'string' || typeof messageId === 'number' ? messageId : null;

/** What is known of a message after an error: surely not sent, or perhaps. */
const idAfter = (error: unknown): null | undefined =>
	(faultOf(error)?.carriedOut ?? 'no') === 'no' ? undefined : null;

const refuseVariants = (call: Call): never =>
	call.refuse(
		'The variants in braces of "Message" are too many to tell whether one of them was sent already',
		`Nothing was sent. Use fewer variants, or remove the option "${skipOption.displayName}".`,
	);
