import fc from 'fast-check';
import { cleanRecipient } from '../../../nodes/WatX/fields/phone';

const digits = fc
	.tuple(
		fc.integer({ min: 1, max: 9 }),
		fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 6, maxLength: 14 }),
	)
	.map(([first, rest]) => [first, ...rest].join(''));
const noise = fc.constantFrom(' ', '-', '.', '(', ')', '\u00a0', '\u2011', '\u200e', '/', '');

describe('cleaning a recipient', () => {
	it('keeps the digits of an international number, however it is written', () => {
		const written = fc.tuple(
			digits,
			fc.constantFrom('+', '00', '+ ', ' +', '(+'),
			fc.infiniteStream(noise),
		);
		fc.assert(
			fc.property(written, ([number, prefix, separators]) => {
				const text = [...number].map((d) => d + separators.next().value).join('');
				fc.pre(!text.includes('(0)'));
				expect(cleanRecipient(prefix + text)).toEqual({ address: `+${number}` });
			}),
		);
	});

	it('is stable: what it made, it keeps', () => {
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					digits,
					digits.map((d) => `+${d}`),
				),
				fc.boolean(),
				(text, local) => {
					const once = cleanRecipient(text, { local });
					if ('address' in once) expect(cleanRecipient(once.address, { local })).toEqual(once);
					else expect(once.problem).not.toBe('');
				},
			),
		);
	});

	it('gives a number, a group address or a reason, never anything else', () => {
		fc.assert(
			fc.property(fc.anything(), (value) => {
				const result = cleanRecipient(value);
				if ('address' in result) expect(result.address).toMatch(/^(\+[1-9]\d{6,14}|[\d-]+@g\.us)$/);
				else expect(result.problem).not.toBe('');
			}),
		);
	});

	it.each([
		['+44 (0)20 7946 0958', '+442079460958'],
		[919876543210, undefined],
		['+919876543210', '+919876543210'],
		['１２', undefined],
		['+９１９８７６５４３２１０', '+919876543210'],
		['1234567890-1600000000@g.us', '1234567890-1600000000@g.us'],
		['919876543210@s.whatsapp.net', undefined],
		['+91 98765 43210, +91 98765 43211', undefined],
		['+0123456789', undefined],
		['+123456', undefined],
		['+1234567890123456', undefined],
		['+91 98765 43210 ext 5', undefined],
	])('%j → %j', (value, address) => {
		const result = cleanRecipient(value);
		expect('address' in result ? result.address : undefined).toBe(address);
	});

	it('lets a local number through as it was written, when asked to', () => {
		expect(cleanRecipient(' 098765-43210 ', { local: true })).toEqual({ address: '098765-43210' });
		expect(cleanRecipient('+91 98765 43210', { local: true })).toEqual({
			address: '+919876543210',
		});
		expect(cleanRecipient('call me', { local: true })).toHaveProperty('problem');
	});
});
