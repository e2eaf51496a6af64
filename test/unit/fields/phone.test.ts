import fc from 'fast-check';
import { parsePhone } from '../../../nodes/WatX/fields/phone';

const address = (value: unknown, defaultCountryCode?: string) => {
	const phone = parsePhone(value, { groups: true, defaultCountryCode });
	return 'address' in phone ? phone.address : phone.problem;
};
const N = '+919876543210';

describe('one number, however it is written', () => {
	it.each([
		['+91 98765-43210'],
		['(+91) 98765.43210'],
		['+(91) 9876543210'],
		['0091 98765 43210'],
		['+0091 98765 43210'],
		['++919876543210'],
		['+919876543210.0'],
		['+919876543210,00'],
		['+919876543210;'],
		["'+919876543210"],
		['="+919876543210"'],
		['Tel.: +91 98765 43210'],
		['tel:+91-98765-43210'],
		['whatsapp:+919876543210'],
		['wa.me/919876543210'],
		['https://wa.me/+919876543210?text=Hi%20there'],
		['https://api.whatsapp.com/send?phone=919876543210&text=%2B49'],
		['https://web.whatsapp.com/send/?text=1&phone=%2B91%2098765%2043210'],
		['whatsapp://send?phone=919876543210'],
		['919876543210@s.whatsapp.net'],
		['919876543210:12@S.WhatsApp.net'],
		['919876543210@c.us'],
		['＋９１　９８７６５－４３２１０'],
		['+९१ ९८७६५ ४३२१०'],
		['\u202a+91\u00a098765\u201143210\u202c\ufeff'],
		['+91 9\u200b8765 4\u00ad3210'],
		['+9\ufe0f\u20e31\ufe0f\u20e3 98765 43210'],
		['+91\u00b798765\u221243210'],
	])('%j', (text) => expect(address(text)).toBe(N));

	it('in the digits of every script', () => {
		for (const script of Intl.supportedValuesOf('numberingSystem')) {
			const format = new Intl.NumberFormat(`en-u-nu-${script}`, { useGrouping: false });
			const digits = format.format(9_876_543_210);
			if (!/^\p{Nd}{10}$/u.test(digits)) continue;
			expect([script, address(`+${format.format(91)}${digits}`)]).toEqual([script, N]);
		}
	});
});

describe('what could be the number of somebody else is refused', () => {
	const several = 'holds more than one number, or digits that do not belong to it';
	const rounded = 'was rounded by the spreadsheet, so that its last digits are lost';
	const zero = 'has a zero in brackets that may belong to the number';
	it.each([
		['+49 171 1234567/8', several],
		['+43 1 58858/58859', several],
		['+49 171 1234567-8', several],
		['+91 98765 43210, +91 98765 43211', several],
		['+91 98765 43210\n+91 98765 43211', several],
		['+91 98765 43210 or 98765 43211', several],
		['+91+919876543210', several],
		['+919876543210 12', several],
		['+91 98765 43210 (2)', several],
		['+919876543210.5', 'looks like a number with decimals'],
		[919876543210.5, 'looks like a number with decimals'],
		['9.19E+11', rounded],
		['+9,19877e+11', rounded],
		[9.19877e11, rounded],
		[9.19e22, rounded],
		['+91 98765 43210 ext. 5', 'has an extension, which WhatsApp cannot reach'],
		['+91 98765 43210x12', 'has an extension, which WhatsApp cannot reach'],
		['tel:+91-98765-43210;ext=12', 'has an extension, which WhatsApp cannot reach'],
		['+39 (0)6 698 12345', zero],
		['+225 (0)7 07 12 34 56', zero],
		['+1 (0) 415 555 0123', zero],
		['+919876543210²', 'is not a phone number'],
		[-919876543210, 'is not a phone number'],
		['+1 800 FLOWERS', 'is not a phone number'],
	])('%j %s', (text, problem) => expect(address(text)).toBe(problem));
});

describe('what is no number says what it is', () => {
	it.each([
		['', 'is empty'],
		[null, 'is empty'],
		['\u200b ', 'is not a phone number'],
		[true, 'is not a phone number'],
		['Asha', 'is not a phone number'],
		['asha@example.com', 'is not a phone number'],
		[['+919876543210'], 'is a list: take one entry, for example {{ $json.phone[0] }}'],
		[{ phone: N }, 'is a list: take one entry, for example {{ $json.phone.number }}'],
		['12345@lid', 'is a hidden WhatsApp ID (@lid), which does not tell the phone number'],
		['1@newsletter', 'is a WhatsApp channel (@newsletter), and WatX cannot write to channels'],
		['status@broadcast', 'is the WhatsApp status (status@broadcast), to which WatX cannot post'],
		['123@broadcast', 'is a broadcast list (@broadcast), and WatX cannot write to such lists'],
		['https://chat.whatsapp.com/AbC', 'is an invitation to a group, not its address'],
		['https://wa.me/qr/ABC', 'is a link that does not tell a phone number'],
		['+0123456789', 'is not a phone number that can be dialled from abroad'],
		['\u0301'.repeat(100_000), 'is too long for a phone number'],
	])('%j', (value, problem) => expect(address(value)).toBe(problem));

	it('a group, where one will do', () => {
		expect(address('120363000000000001@G.us')).toBe('120363000000000001@g.us');
		expect(address('1234567890-1600000000@g.us')).toBe('1234567890-1600000000@g.us');
		expect(parsePhone('120363@g.us')).toMatchObject({ problem: 'is the address of a group' });
	});
});

describe('numbers without +', () => {
	it('are refused without a country, with the advice to put a + in front', () => {
		const phone = parsePhone('919876543210');
		expect(phone).toMatchObject({ problem: 'has no country code' });
		expect('advice' in phone && phone.advice).toMatch(/^Put a \+ in front/);
	});

	it.each([
		['919876543210', '91', N],
		[919876543210, '91', N],
		['919876543210.0', '91', N],
		['98765 43210', '91', N],
		['098765 43210', '91', N],
		['9198765432', '91', '+919198765432'],
		['0171/1234567', '49', '+491711234567'],
		['1711234567', '49', '+491711234567'],
		['491711234567', '49', '+491711234567'],
		['49 (0)171 1234567', '49', '+491711234567'],
		['06 698 12345', '39', '+390669812345'],
		['8 912 345-67-89', '7', '+79123456789'],
		['06 20 123 4567', '36', '+36201234567'],
		['1-415-555-0123', '1', '+14155550123'],
		['+14155550123', '91', '+14155550123'],
		['4922112345', '49', 'can mean +4922112345 or +494922112345'],
		['630171824', '63', 'can mean +63171824 or +63630171824'],
		[393471234567, '39', '+393471234567'],
		[3974457387, '39', 'has no + and is not a number of the country +39'],
		['00 805 7849', '992', 'can mean +8057849 or +992008057849'],
		['0049 171 1234567', '992', '+491711234567'],
		['+36 06 6002294', '36', '+36066002294'],
		[6845066149, '39', 'has no + and is not a number of the country +39'],
		['14155550123', '91', 'has no + and is not a number of the country +91'],
		['011 15-2345-6789', '54', 'has no + and is not a number of the country +54'],
	])('%j in +%s: %s', (value, code, expected) => expect(address(value, code)).toBe(expected));
});

it('gives a number, a group or a reason for anything, and keeps what it gave', () => {
	const typed = fc.stringMatching(/^[+(]?[\d ()/.,x+@-]{0,24}$/);
	const code = fc.constantFrom(undefined, '1', '39', '49', '91');
	fc.assert(
		fc.property(
			fc.oneof(fc.anything(), typed, fc.string({ unit: 'binary' })),
			code,
			(value, cc) => {
				const phone = parsePhone(value, { groups: true, defaultCountryCode: cc });
				if ('problem' in phone) {
					expect([phone.problem, phone.advice]).not.toContain('');
					return;
				}
				expect(phone.address).toMatch(/^(\+[1-9]\d{6,14}|\d+(-\d+)?@g\.us)$/);
				expect(address(phone.address)).toBe(phone.address);
			},
		),
		{ numRuns: 3000 },
	);
});
