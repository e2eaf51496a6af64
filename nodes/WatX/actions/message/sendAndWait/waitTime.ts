import type { IDataObject } from 'n8n-workflow';
import { WAIT_INDEFINITELY } from 'n8n-workflow';
import type { Call } from '../../../fields/call';

/** An execution that waits in chat holds its place in n8n all the time. */
export const LONGEST_CHAT_WAIT_MINUTES = 10;
const DEFAULT_CHAT_WAIT_MINUTES = 5;

const MINUTE = 60_000;
const UNITS: Record<string, number> = { minutes: MINUTE, hours: 60 * MINUTE, days: 1440 * MINUTE };

/**
 * Until when this item waits for the answer by link.
 *
 * @param now in milliseconds since 1970
 */
export function getWaitTill(call: Call, now = Date.now()): Date {
	return getLimit(call, now) ?? WAIT_INDEFINITELY;
}

/**
 * How long this item waits for the answer in chat, in milliseconds.
 *
 * @param now in milliseconds since 1970
 */
export function getChatWait(call: Call, now = Date.now()): number {
	const limit = getLimit(call, now);
	if (!limit) return DEFAULT_CHAT_WAIT_MINUTES * MINUTE;
	const ms = limit.getTime() - now;
	if (ms <= LONGEST_CHAT_WAIT_MINUTES * MINUTE) return ms;
	return call.refuse(
		`"Limit Wait Time" is longer than ${LONGEST_CHAT_WAIT_MINUTES} minutes, the longest that "Answer By" Chat can wait`,
		'Nothing was sent. Choose Link as "Answer By" to wait for hours or days, or shorten the limit.',
	);
}

/** The end of "Limit Wait Time"; undefined when it is not set. */
function getLimit(call: Call, now: number): Date | undefined {
	const option = (call.option('limitWaitTime') as { values?: IDataObject } | undefined)?.values;
	if (!option || Object.keys(option).length === 0) return undefined;
	const { limitType = 'afterTimeInterval', resumeAmount = 45, resumeUnit = 'minutes' } = option;
	const end =
		limitType === 'atSpecifiedTime'
			? Date.parse(String(option.maxDateAndTime))
			: now + Number(resumeAmount) * (UNITS[String(resumeUnit)] ?? NaN);
	if (end > now && end <= WAIT_INDEFINITELY.getTime()) return new Date(end);
	return call.refuse(
		limitType === 'atSpecifiedTime'
			? '"Max Date and Time" of "Limit Wait Time" is no time in the future'
			: '"Amount" of "Limit Wait Time" is not a number above 0',
		'Nothing was sent. Correct the limit, or remove the option.',
	);
}
