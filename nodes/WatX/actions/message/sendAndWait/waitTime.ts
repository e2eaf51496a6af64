import { WAIT_INDEFINITELY } from 'n8n-workflow';
import type { Call } from '../../../fields/call';
import { parseMoment } from '../../../fields/moment';
import {
	getChoice,
	getNumber,
	isBlank,
	optionsOf,
	valuesOf,
	type Source,
} from '../../../fields/values';
import { LONGEST_CHAT_WAIT_MINUTES, limitOption, limitOptions, responseOption } from './fields';

const DEFAULT_CHAT_WAIT_MINUTES = 5;

const MINUTE = 60_000;
const UNITS = { minutes: MINUTE, hours: 60 * MINUTE, days: 1440 * MINUTE };

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
	const values = valuesOf(optionsOf(call), responseOption('limitWaitTime'));
	if (limitOptions.every(({ name }) => isBlank(values.param(name)))) return undefined;
	const type = getChoice<LimitType>(values, limitOption('limitType'), 'afterTimeInterval');
	const end = type === 'atSpecifiedTime' ? getDate(call, values) : now + getSpan(values);
	if (end > now && end <= WAIT_INDEFINITELY.getTime()) return new Date(end);
	return call.refuse(
		type === 'atSpecifiedTime'
			? '"Max Date and Time" of "Limit Wait Time" is no time in the future'
			: '"Amount" of "Limit Wait Time" is not a number above 0',
		'Nothing was sent. Correct the limit, or remove the option.',
	);
}

type LimitType = 'afterTimeInterval' | 'atSpecifiedTime';

const getDate = ({ context }: Call, { param }: Source): number =>
	parseMoment(param('maxDateAndTime'), context.getTimezone()) ?? NaN;

function getSpan(values: Source): number {
	const unit = getChoice<keyof typeof UNITS>(values, limitOption('resumeUnit'), 'minutes');
	const amount = limitOption('resumeAmount');
	return (getNumber(values, amount) ?? (amount.default as number)) * UNITS[unit];
}
