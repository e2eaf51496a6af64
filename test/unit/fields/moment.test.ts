import { parseMoment } from '../../../nodes/WatX/fields/moment';

const at = (value: unknown, zone = 'Asia/Kolkata') => {
	const ms = parseMoment(value, zone);
	return ms === undefined ? undefined : new Date(ms).toISOString();
};

it.each([
	['2026-11-25T09:00:00', '2026-11-25T03:30:00.000Z'],
	['2026-11-25 09:00', '2026-11-25T03:30:00.000Z'],
	['2026-11-25', '2026-11-24T18:30:00.000Z'],
	['2026-11-25T09:00:00Z', '2026-11-25T09:00:00.000Z'],
	['2026-11-25T09:00:00+02:00', '2026-11-25T07:00:00.000Z'],
	[1_700_000_000, '2023-11-14T22:13:20.000Z'],
	[1_700_000_000_000, '2023-11-14T22:13:20.000Z'],
	[new Date('2026-11-25T09:00:00Z'), '2026-11-25T09:00:00.000Z'],
	[{ toMillis: () => 1_700_000_000_000 }, '2023-11-14T22:13:20.000Z'],
])('%j is %s in India', (value, expected) => expect(at(value)).toBe(expected));

it('reads a time on each side of a change of the clocks', () => {
	expect(at('2026-03-29T01:30', 'Europe/Berlin')).toBe('2026-03-29T00:30:00.000Z');
	expect(at('2026-03-29T03:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
	expect(at('2026-10-25T12:00', 'Europe/Berlin')).toBe('2026-10-25T11:00:00.000Z');
});

it.each(['yesterday', '25.11.2026', '2026-13-45', {}, true, NaN])('%j is no moment', (value) => {
	expect(parseMoment(value, 'UTC')).toBeUndefined();
});
