import type { Envelope, RawAnswer } from '../answer';
import { idsOf } from '../answer';
import type { Endpoint } from '../endpoints';
import type { CarriedOut, Fault, FaultKind } from './fault';
import type { Quote } from './quote';
import { retryAfter } from './retryAfter';
import { sayings } from './sayings';

/** Codes below 500 that do not say that nothing was done: a timeout, a conflict, a call too early, a caller gone. */
const UNPROVEN = new Set([408, 409, 425, 499]);

/** An answer that holds one of these may come from a call that was carried out, whatever else it says. */
const SUCCESS =
	/"(?:messageIds?|campaignId)"|"status"\s{0,20}:\s{0,20}"?200\b|\b(?:has|have) been (?:sent|queued|created|deleted|started|stopped)\b/i;

/** Whether a code, of HTTP or of an envelope, proves that a call was turned away. */
export const provesRefusal = (code: number): boolean =>
	code >= 400 && code < 500 && !UNPROVEN.has(code);

/** Whether a failed answer holds a trace of success all the same. */
export function holdsSuccess({ body }: RawAnswer): boolean {
	return SUCCESS.test(typeof body === 'string' ? body : (JSON.stringify(body) ?? ''));
}

/**
 * An envelope that is no success: the gateway's own words with its code, what they mean and what to do (contract: What the
 * gateway says). HTTP 5xx beats the code of the envelope, but not words that are known.
 */
export function envelopeFault(
	endpoint: Endpoint,
	{ status, message, data }: Envelope,
	raw: RawAnswer,
	quote: Quote,
): Fault {
	const words = quote(message);
	const saying = sayings.find(
		(one) => one.words.test(words) && (!one.ofToken || endpoint.ofToken === true),
	);
	const code = raw.statusCode >= 500 && status < 500 ? raw.statusCode : status;
	const said = `${words || 'the gateway gave no reason'} (${status})`;
	const ids = idsOf(data);
	const isStored = ids.messageIds.length > 0 || ids.campaignId !== undefined;
	const stored = isStored && {
		storedIds: ids.messageIds,
		...(ids.campaignId === undefined ? {} : { storedCampaign: ids.campaignId }),
	};
	const common = { code, retryAfterMs: retryAfter(raw), ...stored };
	if (endpoint.effect === 'send' && isStored && saying?.kind !== 'priorityFailed') {
		const advice =
			'The message waits in the queue of the gateway. Wait for it, and check that the account is connected.';
		return {
			...common,
			kind: 'stored',
			reason: said,
			advice,
			carriedOut: 'maybe',
			transient: false,
		};
	}
	const isOpen = isStored || holdsSuccess(raw);
	if (saying) {
		const { kind, means, advice } = saying;
		const reason = means ? `${means(endpoint)} (the gateway says: ${said})` : said;
		const carriedOut: CarriedOut = isOpen ? 'maybe' : saying.carriedOut;
		return { ...common, kind, reason, advice, carriedOut, transient: false };
	}
	const [kind, advice] = byCode(code, endpoint);
	const carriedOut: CarriedOut = provesRefusal(code) && !isOpen ? 'no' : 'maybe';
	const transient = code >= 500 || code === 429 || code === 408;
	return { ...common, kind, reason: said, advice, carriedOut, transient };
}

/** What a code of the gateway means when its words are not known. */
function byCode(code: number, { permission, effect }: Endpoint): [FaultKind, string] {
	switch (code) {
		case 400:
			return [
				'refused',
				'The gateway does not accept one of the values, or a required one is empty. Check the values.',
			];
		case 401:
			return [
				'wrongSecret',
				'The secret is wrong or was deleted. Copy the API secret from WatX under Tools → API Keys into the WatX credential.',
			];
		case 403:
			return [
				'permission',
				`The API key lacks the permission "${permission}", or the plan does not include it. Switch it on in WatX under Tools → API Keys, or use another key.`,
			];
		case 404:
			return [
				'missing',
				'The gateway does not find what was asked for. Look up the account or the ID again, and try with that.',
			];
		case 429:
			return ['tooManyRequests', TOO_MANY];
	}
	if (code >= 500) {
		const about = effect === 'change' ? ' It says the same about an ID that it does not have.' : '';
		return ['gatewayError', `The gateway has a problem.${about} Try again later.`];
	}
	return ['refused', 'Check the values and the state of the account in WatX, then try again.'];
}

export const TOO_MANY =
	'There were too many requests in a short time. Wait a moment, send more slowly, and try again.';

/** A success whose data is missing or of the wrong kind. */
export function missingDataFault({ message }: Envelope, quote: Quote): Fault {
	const words = quote(message);
	return {
		kind: 'noData',
		reason: `the gateway reported success but returned no data that fits${words ? ` (${words})` : ''}`,
		advice:
			'Try again. If it stays so, ask the operator of the gateway whether this installation supports the call.',
		carriedOut: 'maybe',
		transient: false,
	};
}

/** An envelope that reports success under an HTTP status that reports failure. */
export function contradictionFault(
	{ status, message }: Envelope,
	{ statusCode }: RawAnswer,
	quote: Quote,
): Fault {
	return {
		kind: 'contradiction',
		reason: `the answer contradicts itself: HTTP ${statusCode}, but ${quote(message) || 'success'} (${status})`,
		advice:
			'A proxy between n8n and the gateway seems to change answers. Ask the operator of the gateway.',
		code: statusCode,
		carriedOut: 'maybe',
		transient: statusCode >= 500,
	};
}
