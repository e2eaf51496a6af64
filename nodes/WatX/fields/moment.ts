/**
 * A moment as n8n's date field, an expression or a sheet gives it.
 *
 * @param value text with or without a zone, a number of seconds or milliseconds, or a date object of n8n
 * @param zone time zone of the workflow, for text without one
 * @returns milliseconds since 1970, or undefined when it is no date
 */
export function parseMoment(value: unknown, zone: string): number | undefined {
	if (typeof value === 'number') return usable(value < LEAST_MS ? value * 1000 : value);
	if (value instanceof Date) return usable(value.getTime());
	if (typeof value === 'object' && value !== null && 'toMillis' in value) {
		return usable((value as { toMillis(): number }).toMillis());
	}
	if (typeof value !== 'string' || !/^\d{4}-\d\d-\d\d/.test(value.trim())) return undefined;
	const text = value.trim();
	if (/(?:Z|[+-]\d\d:?\d\d)$/i.test(text.slice(10))) return usable(Date.parse(text));
	const asUtc = usable(
		Date.parse(`${text.length === 10 ? `${text}T00:00` : text.replace(' ', 'T')}Z`),
	);
	if (asUtc === undefined) return undefined;
	// The offset is that of the moment itself, which a clock change may part from the first guess.
	return asUtc - offsetAt(asUtc - offsetAt(asUtc, zone), zone);
}

/** Smaller numbers are seconds: as milliseconds they would lie before 1974. */
const LEAST_MS = 1e11;

const usable = (ms: number): number | undefined => (Number.isFinite(ms) ? ms : undefined);

/** How far the clocks of a zone are ahead of UTC, in milliseconds. */
function offsetAt(ms: number, zone: string): number {
	const numeric = 'numeric';
	const parts = new Intl.DateTimeFormat('en-US', {
		timeZone: zone,
		hourCycle: 'h23',
		...{ year: numeric, month: numeric, day: numeric },
		...{ hour: numeric, minute: numeric, second: numeric },
	}).formatToParts(ms);
	const of = (type: string) => Number(parts.find((part) => part.type === type)?.value);
	const shown = Date.UTC(
		...([of('year'), of('month') - 1, of('day')] as const),
		...([of('hour'), of('minute'), of('second')] as const),
	);
	return shown - Math.floor(ms / 1000) * 1000;
}
