import * as fc from 'fast-check';
import type { FaultRule } from '../../emulator';

/** Stands for lists within lists, deeper than what JSON.stringify could write. */
const DEEP = 'fifty thousand lists';

const toText = (value: unknown): string =>
	JSON.stringify(value).replaceAll(`"${DEEP}"`, `${'['.repeat(50_000)}${']'.repeat(50_000)}`);

/** What no gateway should answer, and what code that trusts its answers falls over. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
	fc.constantFrom<unknown>(
		...[
			null,
			false,
			true,
			0,
			-1,
			5,
			1e308,
			2 ** 53,
			'',
			' ',
			'0',
			'x',
			'[object Object]',
			'\ud800',
		],
		...[[], {}, [null], [[]], [5], [{}], { error: 'x' }, { '0': { id: 1 } }, { __proto__: null }],
	),
	fc.constant(DEEP),
	fc.integer({ min: 1, max: 5 }).map((power) => 'a&<{|"\\'.repeat(10 ** power)),
	fc.jsonValue(),
);

const field = fc.constantFrom(
	...[
		'id',
		'account',
		'recipient',
		'message',
		'attachment',
		'created',
		'status',
		'phone',
		'unique',
	],
	...['gid', 'name', 'messageId', 'messageIds', 'campaignId', 'wid', 'jid', 'qrimagelink', 'error'],
);
const row = fc.dictionary(field, odd, { maxKeys: 6 });
const data = fc.oneof(odd, row, fc.array(fc.oneof(row, odd), { maxLength: 5 }));

const envelope = fc.record(
	{
		status: fc.oneof(
			{ arbitrary: fc.constant(200), weight: 3 },
			fc.integer({ min: 0, max: 700 }),
			odd,
		),
		message: fc.oneof(fc.string(), odd, fc.constantFrom('Invalid token supplied!', 'sent!')),
		data,
	},
	{ requiredKeys: [] },
);

const body = fc.oneof(
	{ arbitrary: envelope.map((value) => toText(value)), weight: 6 },
	fc.tuple(envelope, fc.nat()).map(([value, at]) => cut(toText(value), at)),
	envelope.map((value) => `<br /><b>Warning</b>: x in <b>/a.php</b><br />\ufeff${toText(value)}`),
	fc.constantFrom(
		'',
		'null',
		'[]',
		'<html><title>Log in</title></html>',
		'{"status":200',
		'\u0000',
	),
	fc.string({ unit: 'binary', maxLength: 400 }),
);

const cut = (text: string, at: number): string => text.slice(0, at % (text.length + 1));

/** An answer in place of the gateway's own, to a call that was carried out or not. */
export const badAnswer: fc.Arbitrary<FaultRule> = fc
	.record({
		kind: fc.constant('http' as const),
		process: fc.boolean(),
		times: fc.integer({ min: 1, max: 4 }),
		status: fc.oneof(
			{ arbitrary: fc.constant(200), weight: 5 },
			fc.constantFrom(
				201,
				204,
				301,
				307,
				400,
				401,
				403,
				404,
				408,
				409,
				425,
				429,
				499,
				500,
				502,
				504,
			),
		),
		body,
		headers: fc.constantFrom<Record<string, string>>(
			{ 'content-type': 'text/html' },
			{ 'content-type': 'application/json' },
			{ 'content-type': 'image/png' },
			{ 'retry-after': '0' },
			{ location: 'https://elsewhere.example.com/' },
		),
	})
	.map((rule) => (isRefusal(rule) ? { ...rule, process: false } : rule));

/** HTTP 4xx says that nothing was carried out, but for these and where a success stands in it (contract: Every call). */
const isRefusal = ({ status, body: text }: { status: number; body: string }): boolean =>
	status >= 400 && status < 500 && ![408, 409, 425, 499].includes(status) && !text.includes('200');
