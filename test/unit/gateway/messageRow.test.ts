import {
	decodeEntities,
	idValue,
	parseContact,
	parseId,
	parseMessageRow,
} from '../../../nodes/WatX/gateway/messageRow';

const NOW = Date.UTC(2026, 10, 25, 12);
const row = {
	id: 7,
	account: '+919876543210',
	recipient: '+31612345678',
	message: 'Tea &amp; cake',
	attachment: false,
	created: 1_700_000_000,
};

test('a row is understood, and kept as it was', () => {
	expect(parseMessageRow(row, NOW)).toEqual({
		id: '7',
		account: '+919876543210',
		contact: '+31612345678',
		message: 'Tea & cake',
		attachment: null,
		createdAt: '2023-11-14T22:13:20.000Z',
		trustedTime: 1_700_000_000_000,
		raw: row,
	});
});

test.each([undefined, null, 5, 'x', true, [], [row], {}, { id: {} }, { id: [7] }, { id: -1 }])(
	'%p is no row',
	(raw) => {
		expect(parseMessageRow(raw)).toBeUndefined();
	},
);

test.each([{}, { message: null, recipient: {}, account: [], attachment: {}, created: {} }])(
	'fields that are missing or no values are empty: %p',
	(fields) => {
		expect(parseMessageRow({ id: 1, ...fields })).toMatchObject({
			account: '',
			contact: '',
			message: '',
			attachment: null,
			createdAt: null,
			trustedTime: null,
		});
	},
);

describe('text', () => {
	test.each([
		['&amp; &lt; &gt; &quot; &#039;', '& < > " \''],
		['&amp;lt;', '&lt;'],
		['&amp;amp;amp;', '&amp;amp;'],
		['&#39; &apos; &nbsp; &AMP; &lt &amp', '&#39; &apos; &nbsp; &AMP; &lt &amp'],
		['&&lt;&;', '&<&;'],
		['', ''],
	])('%p was %p', (escaped, written) => {
		expect(decodeEntities(escaped)).toBe(written);
	});

	test('a number is text', () => {
		expect(parseMessageRow({ ...row, message: 0 })?.message).toBe('0');
	});
});

test.each([false, '0', 0, '', 'false', 'FALSE', null, undefined, ' '])(
	'%p as an attachment is none',
	(attachment) => {
		expect(parseMessageRow({ ...row, attachment })?.attachment).toBeNull();
	},
);

test('a link as an attachment is one', () => {
	const attachment = 'https://host/a.jpg?b=1&c=2';
	expect(parseMessageRow({ ...row, attachment })?.attachment).toBe(attachment);
});

describe('ids', () => {
	test.each([
		[7, '7'],
		['7', '7'],
		['0012', '12'],
		[' 12 ', '12'],
		['9007199254740993', '9007199254740993'],
		['0', undefined],
		['', undefined],
		['1e5', undefined],
		[1.5, undefined],
		[-3, undefined],
		[1e21, undefined],
		['9'.repeat(41), undefined],
		[`${'0'.repeat(100_000)}x`, undefined],
		[null, undefined],
		[true, undefined],
		[[7], undefined],
	])('%p is %p', (value, id) => {
		expect(parseId(value)).toBe(id);
	});

	test('are numbers in items where nothing is rounded by that', () => {
		expect([idValue('12'), idValue('9007199254740991'), idValue('9007199254740993')]).toEqual([
			12,
			9_007_199_254_740_991,
			'9007199254740993',
		]);
	});
});

describe('contacts', () => {
	test.each([
		['+31612345678', '+31612345678'],
		['31612345678', '+31612345678'],
		[31_612_345_678, '+31612345678'],
		['31612345678@s.whatsapp.net', '+31612345678'],
		['31612345678:12@s.whatsapp.net', '+31612345678'],
		['+31612345678@C.US', '+31612345678'],
		['120363000000000001@g.us', '120363000000000001@g.us'],
		['+120363000000000001@G.US', '120363000000000001@g.us'],
		['+4917112345678-1400000000@g.us', '4917112345678-1400000000@g.us'],
		['+204712345678901@lid', '204712345678901@lid'],
		['status@broadcast', 'status@broadcast'],
		['+120363@newsletter', '120363@newsletter'],
		['06 12', '06 12'],
		['', ''],
	])('%p is %p', (value, contact) => {
		expect(parseContact(value)).toBe(contact);
	});
});

describe('times', () => {
	const timeOf = (created: unknown) => parseMessageRow({ ...row, created }, NOW);

	test.each([
		[1_700_000_000, '2023-11-14T22:13:20.000Z'],
		['1700000000', '2023-11-14T22:13:20.000Z'],
		[1_700_000_000_123, '2023-11-14T22:13:20.123Z'],
		['1700000000123', '2023-11-14T22:13:20.123Z'],
		['2023-11-14 22:13:20', '2023-11-14T22:13:20.000Z'],
		['2023-11-14 22:13', '2023-11-14T22:13:00.000Z'],
		['2023-11-14', '2023-11-14T00:00:00.000Z'],
		['2023-11-14T22:13:20.5Z', '2023-11-14T22:13:20.500Z'],
		['2023-11-14T22:13:20+05:30', '2023-11-14T16:43:20.000Z'],
		['2023-11-14 22:13:20 +0530', '2023-11-14T16:43:20.000Z'],
		['Tue, 14 Nov 2023 22:13:20 +0000', '2023-11-14T22:13:20.000Z'],
		['14 Nov 2023 22:13:20', '2023-11-14T22:13:20.000Z'],
	])('%p is %p', (created, iso) => {
		expect(timeOf(created)).toMatchObject({ createdAt: iso, trustedTime: Date.parse(iso) });
	});

	test.each([0, -5, '', 'soon', 'Monday', '01/02/2026', '2026-13-45', 1e300, NaN, '1e9', null, {}])(
		'%p is none',
		(created) => {
			expect(timeOf(created)).toMatchObject({ createdAt: null, trustedTime: null });
		},
	);

	test('a time in the future is passed on, but not trusted', () => {
		const ahead = (ms: number) => timeOf(NOW + ms);
		expect(ahead(60_000)?.trustedTime).toBe(NOW + 60_000);
		expect(ahead(3_600_000)).toMatchObject({
			createdAt: '2026-11-25T13:00:00.000Z',
			trustedTime: null,
		});
	});
});
