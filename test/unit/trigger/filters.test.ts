import type { IDataObject, INode } from 'n8n-workflow';
import { parseReceived, toJson, type Received } from '../../../nodes/WatX/trigger/received';
import type { ParameterSource } from '../../../nodes/WatX/trigger/parameters';
import { getPollSettings } from '../../../nodes/WatX/trigger/settings';

const node = { name: 'WatX Trigger', type: 'watXTrigger', parameters: {} } as unknown as INode;
const row = {
	id: 7,
	account: '+919876543210',
	recipient: '+31612345678',
	message: 'Please RENEW my plan 42',
	attachment: false,
	created: 1_700_000_000,
};

const received = (changes: object = {}) => parseReceived({ ...row, ...changes }) as Received;

/** The settings of a trigger whose parameters have these values; `written` is what stands in the editor. */
function settings(values: IDataObject, written: IDataObject = values) {
	const context = {
		getNode: () => ({ ...node, parameters: written }),
		getNodeParameter: (name: string, preset: unknown) => values[name] ?? preset,
	} as unknown as ParameterSource;
	return getPollSettings(context);
}

const passes = (filters: IDataObject, changes: object = {}, account: unknown = '') =>
	settings({ filters, account } as IDataObject).isWanted(received(changes));

const text = (condition: string, ...phrases: string[]) => ({
	text: { conditions: [{ condition, phrases: phrases.join('\n') }] },
});

describe('a message', () => {
	test('leaves as an item with the names users rely on', () => {
		expect(toJson(received())).toEqual({
			id: 7,
			account: '+919876543210',
			sender: '+31612345678',
			chatType: 'direct',
			message: 'Please RENEW my plan 42',
			attachment: null,
			receivedAt: '2023-11-14T22:13:20.000Z',
			raw: row,
		});
	});

	test.each([
		[{ recipient: '120363@g.us' }, { chatType: 'group', sender: '120363@g.us' }],
		[{ recipient: '+120363@g.us' }, { chatType: 'group', sender: '120363@g.us' }],
		[{ recipient: '31612345678@s.whatsapp.net' }, { chatType: 'direct', sender: '+31612345678' }],
		[{ recipient: '2047123@lid' }, { chatType: 'direct', sender: '2047123@lid' }],
		[{ recipient: 'status@broadcast' }, { chatType: 'broadcast' }],
		[{ recipient: '1400000000@broadcast' }, { chatType: 'broadcast' }],
		[{ recipient: '120363@Newsletter' }, { chatType: 'broadcast' }],
		[{ attachment: 'https://host/a.jpg' }, { attachment: 'https://host/a.jpg' }],
		[{ created: 'soon' }, { receivedAt: null }],
		[{ id: '0012' }, { id: 12 }],
		[{ id: '9007199254740993' }, { id: '9007199254740993' }],
		[{ message: null }, { message: '' }],
		[{ message: 'R&amp;D' }, { message: 'R&D', raw: { ...row, message: 'R&amp;D' } }],
	])('with %p comes out as %p', (changes, expected) => {
		expect(toJson(received(changes))).toMatchObject(expected);
	});

	test.each([undefined, 'x', null, ''])('with the id %p is none', (id) => {
		expect(received({ id })).toBeUndefined();
	});
});

describe('filters', () => {
	test.each<[IDataObject, object, boolean]>([
		[{}, {}, true],
		[{ sender: ['+31 6-1234 5678'] }, {}, true],
		[{ sender: '0031612345678' }, {}, true],
		[{ sender: '+15551234567, +31612345678' }, {}, true],
		[{ sender: '+15551234567|+31612345678' }, {}, true],
		[{ sender: ['+15551234567'] }, {}, false],
		[{ sender: ['', ' '] }, {}, true],
		[{ sender: ['120363@G.US'] }, { recipient: '120363@g.us' }, true],
		[{ sender: ['+31612345678'] }, { recipient: '31612345678@s.whatsapp.net' }, true],
		[{ sender: ['31612345678@c.us'] }, {}, true],
		[{ sender: ['2047123@lid'] }, { recipient: '2047123@lid' }, true],
		[{ notFrom: ['+31612345678'] }, {}, false],
		[{ notFrom: '+15551234567, +31 612345678' }, {}, false],
		[{ notFrom: ['+15551234567'] }, {}, true],
		[{ notFrom: ['120363@g.us'] }, { recipient: '120363@g.us' }, false],
		[{ notFrom: [''] }, {}, true],
		[{ sender: ['+31612345678'], notFrom: ['+31612345678'] }, {}, false],
		[{ chatType: 'direct' }, {}, true],
		[{ chatType: 'direct' }, { recipient: '2047123@lid' }, true],
		[{ chatType: 'group' }, {}, false],
		[{ chatType: 'group' }, { recipient: '120363@g.us' }, true],
		[{ chatType: 'direct' }, { recipient: 'status@broadcast' }, false],
		[{ chatType: 'group' }, { recipient: 'status@broadcast' }, false],
		[{ chatType: 'broadcast' }, { recipient: 'status@broadcast' }, true],
		[{ chatType: 'broadcast' }, { recipient: '120363@newsletter' }, true],
		[{ chatType: 'all' }, { recipient: '1400000000@broadcast' }, true],
		[{ attachment: 'with' }, {}, false],
		[{ attachment: 'with' }, { attachment: 'https://host/a' }, true],
		[{ attachment: 'with' }, { attachment: '0' }, false],
		[{ attachment: 'without' }, {}, true],
		[text('contains', 'renew'), {}, true],
		[text('contains', 'cancel'), {}, false],
		[text('contains', 'cancel', 'my  PLAN'), {}, true],
		[text('beginsWith', 'pléase'), {}, true],
		[text('beginsWith', 'renew'), {}, false],
		[text('is', 'please renew my plan 42'), {}, true],
		[text('is', 'renew'), {}, false],
		[text('is', 'stop', 'menü'), { message: ' MENU ' }, true],
		[text('contains', 'tea & cake'), { message: 'Tea &amp; cake?' }, true],
		[text('contains', '&amp;'), { message: 'Tea &amp; cake?' }, false],
		[text('contains', ''), {}, true],
		[{ ...text('contains', 'renew'), chatType: 'group' }, {}, false],
		[{ text: { conditions: [] } }, {}, true],
		[{ text: {} }, {}, true],
		[
			{
				text: {
					conditions: [
						{ condition: 'is', phrases: 'no' },
						{ condition: 'contains', phrases: ['stop', 'plan'] },
					],
				},
			},
			{},
			true,
		],
	])('%j on %p: %p', (filters, changes, expected) => {
		expect(passes(filters, changes)).toBe(expected);
	});

	test.each([
		['', true],
		['+91 98765-43210', true],
		['00919876543210', true],
		['+919876543211', false],
	])('the account %p: %p', (account, expected) => {
		expect(passes({}, {}, account)).toBe(expected);
	});

	test('a text that is far too long is looked at as far as a person can write', () => {
		const message = `${'x'.repeat(1_000_000)} renew`;
		expect(passes(text('contains', 'renew'), { message })).toBe(false);
	});
});

describe('what can never match is refused with a sentence', () => {
	test.each<[IDataObject, RegExp]>([
		[
			{ account: 'Reception' },
			/^The value "Reception" of "Account" is not a phone number\. Write /,
		],
		[
			{ account: '9876543210' },
			/^The value "9876543210" of "Account" has no country code\. Write /,
		],
		[{ account: '120363@g.us' }, /of "Account" is the address of a group/],
		[{ account: ['+919876543210', '+919876543211'] }, /^"Account" holds more than one number\./],
		[{ filters: { sender: ['Asha'] } }, /^The value "Asha" of "Sender" is not a phone number\. /],
		[{ filters: { sender: '+31612345678, 0612' } }, /^The value "0612" of "Sender" /],
		[{ filters: { notFrom: ['x'.repeat(100_000)] } }, /^The value "x{80}…" of "Not From" /],
		[{ filters: { sender: [{ phone: '+31612345678' }] } }, /^"Sender" is a list: take one entry, /],
		[
			{ filters: { chatType: 'channel' } },
			/^"Chat Type" is "channel", which is not one of its choices\. Use one of all, broadcast, direct, group\.$/,
		],
		[
			{ filters: { attachment: null } },
			/^"Attachment" is null, which is not one of its choices\. Use one of any, with \(With Attachment\)/,
		],
		[{ filters: text('matches', 'x') }, /^"Condition" is "matches", which is not one of/],
		[{ filters: text('contains', '\u200b') }, /of "Text" has nothing to look for\. Enter/],
		[
			{ options: { maxAttachmentSize: 'large' } },
			/^"Maximum Attachment Size" is not a number of 1 or more, but "large"\. Enter a number of /,
		],
		[{ options: { maxAttachmentSize: 0 } }, /^"Maximum Attachment Size" is not a number of 1 /],
		[
			{ options: { includeAlreadyReceived: -1 } },
			/^"Include Last Messages" is not a whole number /,
		],
		[{ options: { quietTime: 61 } }, /^"Quiet Time \(Seconds\)" is not a number from 0 to 60/],
		[{ options: { downloadAttachments: 'maybe' } }, /^"Download Attachments" is neither true nor /],
		[{ options: { combineMessages: 'perDay' } }, /^"Combine Messages" is "perDay", which is not /],
	])('%j', (values, sentence) => {
		expect(() => settings(values)).toThrow(sentence);
	});

	test.each<[string, IDataObject, IDataObject]>([
		['Account', { account: '' }, { account: { mode: 'id', value: '={{ $vars.own }}' } }],
		['Sender', { filters: { sender: [''] } }, { filters: { sender: ['={{ $vars.one }}'] } }],
		['Not From', { filters: {} }, { filters: { notFrom: '={{ $vars.robots }}' } }],
		[
			'Text',
			{ filters: text('is', '') },
			{ filters: { text: { conditions: [{ condition: 'is', phrases: '={{ $vars.word }}' }] } } },
		],
	])('an expression that gives nothing in %s', (name, values, written) => {
		expect(() => settings(values, written)).toThrow(
			`"${name}" is an expression that gives nothing`,
		);
	});

	test('numbers and switches may come as text', () => {
		const { download } = settings({
			options: {
				maxAttachmentSize: ' 2.5 ',
				downloadAttachments: 'Yes',
				attachmentsFromOtherHosts: 'false',
			},
		});
		expect(download).toEqual({ maxSize: 2_621_440, fromOtherHosts: false });
	});
});
