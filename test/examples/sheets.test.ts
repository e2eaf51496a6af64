/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCEPTED } from '../profile';
import { readExample, setToday, startStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await startStage()));
beforeEach(() => stage.reset());
afterEach(() => jest.useRealTimers());
afterAll(async () => await stage.close());

describe('01 gym renewal reminders', () => {
	const play = async () => await stage.play('01-gym-renewal-reminders.json', [{}]);
	const members = () => [
		{ Name: 'Asha', Phone: '+91 98765-43210', 'Renewal Date': '2026-11-30', 'Reminded On': '' },
		{ Name: 'Ben', Phone: '98765', 'Renewal Date': '2026-11-26' },
		{ Name: 'Chloé', Phone: 919876543211, 'Renewal Date': '2026-11-24' },
		{ Name: 'Dev', Phone: '+919876543212', 'Renewal Date': '2026-11-28' },
		{ Name: 'Esi', Phone: '+919876543213', 'Renewal Date': '' },
	];

	it('reminds those whose day it is and notes it in the sheet, with what went wrong', async () => {
		setToday('2026-11-23');
		stage.outside.sheets.Members = members();
		const result = await play();
		expect(result.error).toBeUndefined();
		const end = 'Renew at the desk, or just answer this message 💪';
		expect(stage.sent).toEqual([
			['+919876543210', `Hi Asha, your membership ends on 30 November, in 7 days. ${end}`],
			['+919876543211', `Hi Chloé, your membership ends on 24 November, which is tomorrow. ${end}`],
		]);
		const today = '2026-11-23';
		const notes = stage.outside.sheets.Members.map((row) => [
			row['Reminded On'],
			row['Reminder Problem'],
		]);
		expect(notes).toEqual([
			[today, ''],
			['', expect.stringContaining('"98765" of "Recipient" has no + and is not a number of')],
			[today, ''],
			[undefined, undefined],
			[undefined, undefined],
		]);
	});

	it('reminds nobody twice on one day, and again when the next reminder is due', async () => {
		setToday('2026-11-23');
		stage.outside.sheets.Members = members().slice(0, 1);
		await play();
		await play();
		expect(stage.sent).toHaveLength(1);
		setToday('2026-11-27');
		await play();
		expect(stage.sent.map(([, message]) => /in \d+ days/.exec(message)?.[0])).toEqual([
			'in 7 days',
			'in 3 days',
		]);
	});

	it('sends nothing twice when an answer is lost and n8n repeats the node', async () => {
		setToday('2026-11-23');
		stage.outside.sheets.Members = members().filter(({ Name }) => Name !== 'Ben');
		stage.gateway.fault({ kind: 'cut-after', match: { path: 'send/whatsapp' } });
		const result = await play();
		expect(result.error).toBeUndefined();
		expect(stage.sent.map(([recipient]) => recipient)).toEqual(['+919876543210', '+919876543211']);
		const [asha, chloe] = stage.outside.sheets.Members;
		expect(asha['Reminder Problem']).toContain('not known whether the message was sent');
		expect([asha['Reminded On'], chloe['Reminded On']]).toEqual(['2026-11-23', '2026-11-23']);
		await play();
		expect(stage.sent).toHaveLength(2);
	});
});

describe('02 birthday picture', () => {
	const picture = readFileSync(join(__dirname, '../demo/files/gym.png'));
	const play = async () => await stage.play('02-birthday-picture.json', [{}]);

	function member(Name: string, Phone: string, Birthday: string, path = '/pictures/cake.png') {
		return { Name, Phone, Birthday, Picture: new URL(path, stage.gateway.url).href };
	}

	beforeEach(() => {
		const file = { bytes: picture, filename: 'cake.png', mimeType: 'image/png' };
		stage.gateway.state.files.set('/pictures/cake.png', file);
	});

	it('sends the picture with a greeting, or the greeting alone when there is no picture', async () => {
		setToday('2026-11-23');
		stage.outside.sheets.Members = [
			member('Asha', '+919876543210', '1990-11-23'),
			member('Ben', '+919876543211', '1990-11-24'),
			member('Chloé', '+919876543212', '2001-11-23', '/pictures/gone.png'),
			{ ...member('Dev', '+919876543213', ''), Birthday: undefined },
		];
		const result = await play();
		expect(result.error).toBeUndefined();
		const greeting = (name: string) =>
			`Happy birthday, ${name}! 🎂 Your next coffee at the gym is on us.`;
		expect(stage.sent).toEqual([
			['+919876543210', greeting('Asha')],
			['+919876543212', greeting('Chloé')],
		]);
		const [withPicture, withText] = stage.requestsTo('send/whatsapp');
		expect(withPicture.fields.type).toBe('media');
		expect(withPicture.files.media_file).toMatchObject({
			filename: 'cake.png',
			mimeType: 'image/png',
			content: picture,
		});
		expect(withText.fields.type).toBe('text');
		expect(result.items('Not Sent')).toEqual([]);
	});

	it.each([
		['2027-02-28', 1],
		['2028-02-28', 0],
		['2028-02-29', 1],
	])('greets those born on 29 February once: on %s', async (today, messages) => {
		setToday(today);
		stage.outside.sheets.Members = [member('Leap', '+919876543210', '2000-02-29')];
		await play();
		expect(stage.sent).toHaveLength(messages);
	});

	it('lists whom the message did not reach', async () => {
		setToday('2026-11-23');
		stage.outside.sheets.Members = [
			member('Asha', '98765', '1990-11-23'),
			member('Ben', '+919876543211', '1990-11-23'),
		];
		const result = await play();
		expect(stage.sent.map(([recipient]) => recipient)).toEqual(['+919876543211']);
		expect(result.items('Not Sent').map(({ json }) => json)).toEqual([
			{ name: 'Asha', phone: '98765', reason: expect.stringContaining('"Recipient"') },
		]);
	});
});

describe('14 broadcast with opt-out and rehearsal', () => {
	const file = '14-broadcast-with-opt-out.json';
	const results = () => stage.outside.sheets.Contacts.map(({ Result }) => Result);

	beforeEach(() => {
		stage.outside.sheets.Contacts = [
			{ Name: 'Asha', Phone: 919876543210, Agreed: 'yes' },
			{ Name: 'Ben', Phone: '+919876543211', Agreed: 'Yes ' },
			{ Name: 'Chloé', Phone: '+919876543212', Agreed: 'no' },
			{ Name: 'Dev', Phone: '98765', Agreed: 'yes' },
		];
		stage.gateway.receive({ sender: '+919876543211', message: 'Stop it, please' });
	});

	it('only rehearses as it comes, and shows whom it would reach', async () => {
		const result = await stage.play(file, [{}]);
		expect(result.error).toBeUndefined();
		expect(stage.sent).toEqual([]);
		expect(stage.requestsTo('send/whatsapp')).toEqual([]);
		expect(results()).toEqual([
			'rehearsed',
			'skipped: unsubscribed',
			undefined,
			expect.stringContaining('"98765"'),
		]);
	});

	it('sends to who has not unsubscribed, once, also when it is started again', async () => {
		const send = async () => {
			const example = stage.setUp(readExample(file));
			const options = example.nodes.find(({ name }) => name === 'Send Offer')!.parameters.options;
			delete (options as { rehearsal?: boolean }).rehearsal;
			return await stage.engine.run(example, { credentials: stage.credentials() });
		};
		expect((await send()).error).toBeUndefined();
		const first = results();
		await send();
		expect(stage.sent).toEqual([['+919876543210', expect.stringMatching(/^Hi Asha! This week/)]]);
		expect(first).toEqual([
			ACCEPTED.status,
			'skipped: unsubscribed',
			undefined,
			expect.stringContaining('"98765"'),
		]);
		expect(results()[0]).toBe('skipped: already sent');
	});
});

describe('06 bulk campaign', () => {
	const play = async (file: string, trigger: string) => await stage.play(file, [{}], trigger);
	const statuses = () =>
		stage.gateway.state.campaigns.map(({ name, status }) => `${name}: ${status}`);

	it('makes one campaign for those who agreed, each number once', async () => {
		setToday('2026-11-23');
		stage.outside.sheets.Contacts = [
			{ Name: 'Asha', Phone: '+91 98765-43210', Agreed: 'yes' },
			{ Name: 'Ben', Phone: 919876543211, Agreed: ' Yes ' },
			{ Name: 'Chloé', Phone: '+919876543212', Agreed: 'no' },
			{ Name: 'Dev', Phone: '+919876543213' },
			{ Name: 'Asha again', Phone: '+919876543210', Agreed: 'yes' },
		];
		const result = await play('06-bulk-campaign.json', 'Start Campaign');
		expect(result.error).toBeUndefined();
		const requests = stage.requestsTo('send/whatsapp.bulk');
		expect(requests.map(({ fields }) => fields)).toEqual([
			expect.objectContaining({
				campaign: 'Offer 2026-11-23',
				recipients: '+919876543210,+919876543211',
				account: stage.account.unique,
				message: expect.stringContaining('{Hi|Hello}! This week'),
			}),
		]);
		const outputs = result.items('Create Campaign').map(({ json }) => json);
		expect(outputs.map(({ accepted, duplicates }) => [accepted, duplicates])).toEqual([
			[2, 0],
			[2, 0],
			[2, 1],
		]);
	});

	it('stops what is running in the evening and goes on with it in the morning', async () => {
		for (const [name, status] of [
			['Offer 2026-11-23', 'running'],
			['Offer 2026-11-20', 'completed'],
			['Invoices', 'running'],
			['Old newsletter', 'paused'],
		] as const) {
			stage.gateway.addCampaign({ name, status });
		}
		const others = ['Offer 2026-11-20: completed', 'Invoices: running', 'Old newsletter: paused'];
		await play('06b-quiet-hours.json', 'Evening');
		expect(statuses()).toEqual(['Offer 2026-11-23: paused', ...others]);
		await play('06b-quiet-hours.json', 'Morning');
		expect(statuses()).toEqual(['Offer 2026-11-23: running', ...others]);
		expect(stage.requestsTo('remote/stop.chats')).toHaveLength(1);
		expect(stage.requestsTo('remote/start.chats')).toHaveLength(1);
	});
});
