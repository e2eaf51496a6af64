/** When a row says it was created. */
export interface RowTime {
	/** ISO 8601; null for no usable time. */
	createdAt: string | null;
	/** Milliseconds since 1970; null also for a time that lies in the future. */
	trustedTime: number | null;
}

/** Clocks differ by less; the gateway's mistakes about time zones are larger (contract: Lists). */
const FUTURE_MS = 5 * 60_000;
/** Smaller numbers are seconds: as milliseconds they would lie before 1974. */
const LEAST_MS = 1e11;
/** The end of the year 9999: larger numbers are no time. */
const MOST_MS = 253_402_300_799_999;
const LONGEST_TEXT = 40;

/** Reads `created`: seconds or milliseconds as a number or text, or a date in words. Text without a zone is UTC. */
export function parseTime(created: unknown, now: number): RowTime {
	const ms = typeof created === 'string' ? fromText(created.trim()) : fromNumber(created);
	if (ms === undefined || !(ms > 0 && ms <= MOST_MS)) return { createdAt: null, trustedTime: null };
	return {
		createdAt: new Date(ms).toISOString(),
		trustedTime: ms > now + FUTURE_MS ? null : ms,
	};
}

function fromNumber(value: unknown): number | undefined {
	if (typeof value !== 'number') return undefined;
	return Math.round(value < LEAST_MS ? value * 1000 : value);
}

function fromText(text: string): number | undefined {
	if (text.length > LONGEST_TEXT) return undefined;
	if (/^\d+(\.\d+)?$/.test(text)) return fromNumber(Number(text));
	const iso =
		/^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d:?\d\d)?)?$/i.exec(text);
	if (iso) {
		const [, day, time = '00:00', zone = 'Z'] = iso;
		return Date.parse(`${day}T${time}${zone.replace(/(\d\d):?(\d\d)$/, '$1:$2').toUpperCase()}`);
	}
	// With the month in words a date has one meaning; 01/02/2026 has two.
	if (!/[a-z]{3}/i.test(text)) return undefined;
	return Date.parse(/(?:GMT|UTC|Z|[+-]\d{4})$/i.test(text) ? text : `${text} UTC`);
}
