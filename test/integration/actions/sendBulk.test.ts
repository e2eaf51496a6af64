import type { INodeParameters } from 'n8n-workflow';
import { sendBulk } from '../../../nodes/WatX/actions/message/sendBulk';
import { startSuite, type Suite } from '../suite';
import { act, actionNode, byId, output, type Items } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const campaign = (more: INodeParameters = {}): INodeParameters => ({
	account: byId(suite.account.unique),
	campaignName: 'Renewals',
	recipients: '={{ $json.to }}',
	message: 'Renew & save 10% + more 🙏',
	...more,
});
const bulk = async (items: Items, more: INodeParameters = {}) =>
	await output(suite, 'message: sendBulk', campaign(more), items);
const failing = async (items: Items, more: INodeParameters = {}) =>
	(await act(suite, 'message: sendBulk', campaign(more), items)).error;
const sentTo = () => suite.gateway.requests.map(({ fields }) => fields.recipients);

const A = '+919123456789';
const B = '+919876543210';
const C = '+14155550123';

describe('the recipients of a list', () => {
	it.each([
		['commas', `${A},${B}`],
		['semicolons and blanks', `${A} ; ${B};`],
		['new lines', `${A}\n\r\n${B}\n`],
		['bars and tabs', `${A}|${B}\t`],
		['separators of other scripts', `${A}、${B}，；،`],
		['other spellings', '0091 91234-56789, (+91) 98765.43210'],
		['JSON', JSON.stringify([A, B])],
		['an array', [A, ` ${B} `]],
		['an array of lists', [`${A};${B}`]],
	])('come by %s', async (_name, to) => {
		expect(await bulk([{ to }])).toMatchObject([{ accepted: 2, messageIds: [1, 2] }]);
		expect(sentTo()).toEqual([`${A},${B}`]);
	});

	it('get the message once each', async () => {
		const to = [A, B, '0091 9123456789', A];
		expect(await bulk([{ to }])).toMatchObject([{ accepted: 2, duplicates: 2 }]);
		expect(sentTo()).toEqual([`${A},${B}`]);
	});

	it('may lack the country code with the option, and are told apart by the number they mean', async () => {
		const to = '9123456789| 98765 43210\t09876543210、+919123456789';
		const options = { defaultCountryCode: '+91' };
		expect(await bulk([{ to }], { options })).toMatchObject([{ accepted: 2, duplicates: 2 }]);
		expect(sentTo()).toEqual([`${A},${B}`]);
	});

	it('make a campaign for each item', async () => {
		const rows = await bulk([{ to: A }, { to: [B, C] }]);
		expect(rows.map(({ campaignId, accepted }) => [campaignId, accepted])).toEqual([
			[1, 1],
			[2, 2],
		]);
	});

	it.each([
		['', /^"Recipients" is empty/],
		[[], /^"Recipients" is empty/],
		[' ,; \n', /^"Recipients" is empty/],
		[`${A}, 12ab`, /holds an entry that is no phone number: "12ab" is not a phone number$/],
		[
			[A, '9123456789', { phone: B }],
			/holds 2 entries that are no phone numbers: "9123456789" has no country code, an entry is a list: take one entry, for example \{\{ \$json\.phone\.number \}\}$/,
		],
		['1203630@g.us', /"1203630@g\.us" is the address of a group$/],
		[
			Array.from({ length: 13 }, (_, index) => `x${index}`).join(),
			/holds 13 entries .*"x9" is not a phone number, and 3 more$/,
		],
	])('are refused when they are %j', async (to, message) => {
		const error = await failing([{ to }]);
		expect(error?.message).toMatch(message);
		expect(error?.description).toContain('Nothing was sent');
		expect(suite.gateway.requests).toHaveLength(0);
	});
});

describe('how it travels', () => {
	it('is urlencoded without a file, the text exactly as typed', async () => {
		await bulk([{ to: A }]);
		const [{ bodyEncoding, fields }] = suite.gateway.requests;
		expect(bodyEncoding).toBe('urlencoded');
		expect({ ...fields }).toEqual({
			secret: suite.gateway.secret,
			account: suite.account.unique,
			campaign: 'Renewals',
			recipients: A,
			type: 'text',
			message: 'Renew & save 10% + more 🙏',
		});
	});

	it('is urlencoded with a link to a file', async () => {
		const attachmentUrl = 'https://example.com/offer.jpg';
		await bulk([{ to: A }], { messageType: 'media', attachmentSource: 'url', attachmentUrl });
		const [{ bodyEncoding, fields }] = suite.gateway.requests;
		expect(bodyEncoding).toBe('urlencoded');
		expect(fields).toMatchObject({ media_url: attachmentUrl, media_type: 'image', type: 'media' });
	});

	it('is multipart with a file', async () => {
		const file = { fileName: 'terms.pdf', mimeType: 'application/pdf' };
		const data = await suite.engine.binary.write(Buffer.from('%PDF-1.4 terms'), file);
		await bulk([{ json: { to: `${A},${B}` }, binary: { data } }], { messageType: 'document' });
		const [{ bodyEncoding, fields, files }] = suite.gateway.requests;
		expect(bodyEncoding).toBe('multipart');
		expect(fields).toMatchObject({ recipients: `${A},${B}`, type: 'document' });
		expect(files.document_file).toMatchObject({ filename: 'terms.pdf', size: 14 });
	});

	it('counts what an old gateway does not number', async () => {
		suite.gateway.settings.oldVersion = true;
		expect(await bulk([{ to: [A, B] }])).toMatchObject([
			{ campaignId: null, accepted: 2, messageIds: [] },
		]);
	});
});

describe('recipients gathered from the input items', () => {
	const together = { recipientsFrom: 'items' };

	it('make one campaign, with an output for each item', async () => {
		const items = [{ to: A }, { to: [B, A] }, { to: A }, { to: C }];
		const node = actionNode(suite, 'message: sendBulk', campaign(together));
		const rows = (await suite.run(node, items)).items('WatX');
		expect(sentTo()).toEqual([`${A},${B},${C}`]);
		expect(rows.map(({ json }) => [json.recipients, json.messageIds, json.duplicates])).toEqual([
			[[A], [1], 0],
			[[B], [2], 1],
			[[], [], 1],
			[[C], [3], 0],
		]);
		expect(rows.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 1, 2, 3].map((item) => ({ item })),
		);
		for (const { json } of rows) {
			expect(json).toMatchObject({ campaignId: 1, campaignName: 'Renewals', accepted: 3 });
		}
	});

	it('give no message to the wrong item when the gateway accepts fewer', async () => {
		suite.gateway.fault({
			kind: 'http',
			status: 200,
			body: JSON.stringify({
				status: 200,
				message: 'ok',
				data: { campaignId: 4, messageIds: [11] },
			}),
		});
		expect(await bulk([{ to: A }, { to: B }], together)).toMatchObject([
			{ campaignId: 4, accepted: 1, messageIds: [] },
			{ campaignId: 4, accepted: 1, messageIds: [] },
		]);
	});

	it('are refused together when one is wrong, naming item and entry', async () => {
		const error = await failing([{ to: A }, { to: 'nobody' }, { to: '123' }], together);
		expect(error?.message).toMatch(/"nobody" in item 1 is not a phone number, "123" in item 2 /);
		expect(suite.gateway.requests).toHaveLength(0);
	});

	it('fail together, each item with the error, when the run goes on', async () => {
		suite.gateway.fault({ kind: 'status', status: 403, message: 'No more messages!' });
		const settings = { onError: 'continueErrorOutput' as const };
		const node = actionNode(suite, 'message: sendBulk', campaign(together), settings);
		const result = await suite.run(node, [{ to: A }, { to: B }]);
		expect(result.items('WatX', 1).map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
		]);
		expect(suite.gateway.requests).toHaveLength(1);
	});

	const link = { attachmentSource: 'url', attachmentUrl: 'https://example.com/a.jpg' };
	const media = { messageType: 'media', ...link };
	const document = { messageType: 'document', ...link };
	/** Two values for each parameter of a campaign, with the parameters that make it count. */
	const differing: Record<string, [one: string, other: string, shown?: INodeParameters]> = {
		account: ['a', 'b'],
		campaignName: ['Renewals', 'Holidays'],
		recipientsFrom: ['items', 'list'],
		messageType: ['text', 'media', link],
		message: ['Hi Asha', 'Hi Ben'],
		attachmentSource: ['binary', 'url', media],
		binaryPropertyName: ['data', 'photo', { messageType: 'media' }],
		attachmentUrl: ['https://example.com/a.jpg', 'https://example.com/b.jpg', media],
		mediaType: ['image', 'video', media],
		documentName: ['a.pdf', 'b.pdf', document],
		documentType: ['pdf', 'xml', document],
	};
	const parameters = sendBulk.fields.filter(
		({ name, type }) => name !== 'recipients' && type !== 'notice',
	);

	it.each(parameters.map(({ name, displayName }) => [name, displayName]))(
		'must share one %s',
		async (name, displayName) => {
			const [one, other, shown] = differing[name];
			const value = '={{ $json.value }}';
			const more = { ...together, ...shown, [name]: name === 'account' ? byId(value) : value };
			const items = [
				{ to: A, value: one },
				{ to: B, value: other },
			];
			const error = await failing(items, more);
			expect(error?.message).toBe(
				`"${displayName}" differs between item 0 and item 1, but a campaign sends one message to all`,
			);
			expect(suite.gateway.requests).toHaveLength(0);
		},
	);

	it('must share one file', async () => {
		const file = async (fileName: string) => ({
			data: await suite.engine.binary.write(Buffer.from(fileName), {
				fileName,
				mimeType: 'application/pdf',
			}),
		});
		const [asha, ben] = [await file('asha.pdf'), await file('ben.pdf')];
		const more = { ...together, messageType: 'document' };
		const items = [
			{ json: { to: A }, binary: asha },
			{ json: { to: B }, binary: ben },
		];
		expect((await failing(items, more))?.message).toMatch(
			/^The file in "Input Binary Field" differs/,
		);
		expect(suite.gateway.requests).toHaveLength(0);
		expect(await bulk([items[0], { json: { to: B } }], more)).toHaveLength(2);
	});

	it.each([
		['Dear Asha', 'Dear Asha', 2],
		['Dear Asha', 'Dear Benj', 0],
	])('share a file by its content: %s and %s', async (first, second, count) => {
		const item = async (to: string, text: string) => ({
			json: { to },
			binary: {
				data: await suite.engine.binary.write(Buffer.from(text), {
					fileName: 'letter.pdf',
					mimeType: 'application/pdf',
				}),
			},
		});
		const items = [await item(A, first), await item(B, second)];
		const more = { ...together, messageType: 'document' };
		const node = actionNode(suite, 'message: sendBulk', campaign(more));
		expect((await suite.run(node, items)).items('WatX')).toHaveLength(count);
		expect(suite.gateway.requests).toHaveLength(count / 2);
	});
});
