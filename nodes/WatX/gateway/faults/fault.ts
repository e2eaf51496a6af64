import { NodeApiError, type INode } from 'n8n-workflow';
import type { Endpoint } from '../endpoints';
import { sentences } from '../sentences';

/** Whether a failed call was carried out: `no` is proven, everything else is `maybe`. */
export type CarriedOut = 'no' | 'maybe';

/** What went wrong, for callers that do more than show it. */
export type FaultKind =
	// Said by the gateway (contract: What the gateway says).
	| 'refused'
	| 'wrongSecret'
	| 'permission'
	| 'plan'
	| 'noSuchCall'
	| 'expiredToken'
	| 'account'
	| 'missing'
	| 'badNumber'
	| 'tooShort'
	| 'tooLong'
	| 'nothingQueued'
	| 'stored'
	| 'priorityFailed'
	| 'gatewayError'
	| 'noData'
	| 'contradiction'
	// Said by something else: a proxy, a firewall, a login page, a web server.
	| 'foreign'
	| 'redirect'
	| 'tooManyRequests'
	// Not said at all.
	| 'unreachable'
	| 'certificate'
	| 'timeout'
	| 'cut'
	| 'tooLarge'
	| 'unreadable'
	| 'cancelled';

/** A failed call in words; the one shape from which every gateway error is built. */
export interface Fault {
	kind: FaultKind;
	/** What the task failed with, e.g. `Invalid Parameters! (400)`; stands behind "WatX could not send the message: ". */
	reason: string;
	/** What to do next, in whole sentences. */
	advice: string;
	/** HTTP status or envelope status; n8n backs off on it. Absent when nothing was answered. */
	code?: number;
	carriedOut: CarriedOut;
	/** How long the server asks to wait, in milliseconds. */
	retryAfterMs?: number;
	/** True for faults that pass by themselves: network, 429 and 5xx. */
	transient: boolean;
	/** Ids of messages that the gateway has stored although the call failed; with the kind `stored` it sends them later. */
	storedIds?: Array<string | number>;
	/** The campaign it has stored. */
	storedCampaign?: string | number;
}

/** What an error needs to know besides the fault. */
export interface ErrorSetting {
	/** What this node offers against the fault, such as the name of one of its options. */
	hint?: string;
	/** The model behind a tool reads nothing of an error but its message. */
	isTool?: boolean;
}

const faults = new WeakMap<Error, Fault>();

/**
 * Builds the error a user sees from a fault.
 *
 * What may have been done says so in the message itself: alerts, error workflows and models show nothing else.
 */
export function faultError(
	node: INode,
	endpoint: Endpoint,
	fault: Fault,
	{ hint, isTool = false }: ErrorSetting = {},
): NodeApiError {
	const advice = sentences(fault.advice, hint);
	const happened = whatHappened(endpoint, fault);
	const message = isTool ? sentences(happened, advice) : happened;
	const httpCode = fault.code === undefined ? undefined : String(fault.code);
	const error = new NodeApiError(node, { message }, { message, description: advice, httpCode });
	// n8n puts words of its own in place of a message that holds the code of a connection, such as ECONNRESET.
	error.message = message;
	error.description = advice;
	const { storedIds, storedCampaign } = fault;
	if (storedIds?.length) error.context.messageIds = storedIds;
	if (storedCampaign !== undefined) error.context.campaignId = storedCampaign;
	faults.set(error, fault);
	return error;
}

/** The fault an error was built from, or undefined for any other error. */
export function faultOf(error: unknown): Fault | undefined {
	return error instanceof Error ? faults.get(error) : undefined;
}

function whatHappened({ task, effect, outcome, check }: Endpoint, fault: Fault): string {
	const { reason, kind, carriedOut } = fault;
	if (kind === 'stored') {
		return `WatX could not ${task} at once, but the gateway has stored it${nameOf(fault)} and sends it later: ${reason}. Do not send it again.`;
	}
	if (effect === 'read' || carriedOut === 'no') return `WatX could not ${task}: ${reason}`;
	return `It is not known whether ${outcome ?? `WatX did ${task}`}: ${reason}. ${check ?? 'Look whether it was done before you do it again.'}`;
}

const MOST_NAMED = 10;

function nameOf({ storedIds = [], storedCampaign }: Fault): string {
	const [first, ...more] = storedIds;
	if (first === undefined)
		return storedCampaign === undefined ? '' : ` as campaign ${storedCampaign}`;
	if (more.length === 0) return ` as message ${first}`;
	const named = storedIds.slice(0, MOST_NAMED);
	const rest = storedIds.length - named.length;
	const last = rest > 0 ? `${rest} more` : named.pop();
	return ` as messages ${named.join(', ')} and ${last}`;
}
