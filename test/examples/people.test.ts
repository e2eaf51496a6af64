/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setToday, startStage, type Stage } from './stage';

const ASHA = '+919876543210';
const DESK = '+919123456789';

let stage: Stage;
beforeAll(async () => (stage = await startStage()));
beforeEach(() => stage.reset());
afterEach(() => jest.useRealTimers());
afterAll(async () => await stage.close());

describe('12 voice note and PDF', () => {
	const file = '12-voice-note-and-pdf.json';
	const pdf = readFileSync(join(__dirname, '../demo/files/invoice.pdf'));
	const arrive = async (filename: string, bytes: Buffer, mimeType: string) =>
		await stage.arrive(file, { sender: ASHA, attachment: { filename, bytes, mimeType } });

	it.each([
		['note.ogg', Buffer.from('OggS'), 'audio/ogg', 'Answer to: When is yoga?'],
		['offer.pdf', pdf, 'application/pdf', 'Answer to: Offer 7'],
		[
			'cat.png',
			Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
			'image/png',
			'Thank you! We can listen',
		],
	])('answers %s', async (name, bytes, mimeType, begin) => {
		stage.outside.spoken = 'When is yoga?';
		stage.outside.written = 'Offer 7';
		const result = await stage.play(file, await arrive(name, bytes, mimeType));
		expect(result.error).toBeUndefined();
		expect(stage.sent.map(([to, text]) => [to, text.slice(0, begin.length)])).toEqual([
			[ASHA, begin],
		]);
	});

	it('asks again for a file that did not come', async () => {
		const items = await stage.arrive(file, {
			sender: ASHA,
			attachment: `${stage.gateway.url}/gone`,
		});
		await stage.play(file, items);
		expect(stage.sent).toEqual([[ASHA, expect.stringContaining('did not arrive')]]);
	});
});

describe('13 one-time code', () => {
	const play = async (entered: (code: string) => string, phone = ASHA) => {
		stage.outside.enter = () => ({ Code: entered(/^\d{6}/.exec(stage.sent[0][1])![0]) });
		const result = await stage.play('13-one-time-code.json', [{ Phone: phone }]);
		expect(result.error).toBeUndefined();
		return stage.outside.pages.map(({ title }) => title);
	};

	it('confirms a number whose owner has the code', async () => {
		expect(await play((code) => ` ${code} `)).toEqual(['Confirmed']);
		expect(stage.sent).toEqual([[ASHA, expect.stringMatching(/^\d{6} is your code\./)]]);
		expect(stage.requestsTo('send/whatsapp')[0].fields.priority).toBe('1');
	});

	it('does not confirm another code, or a late one', async () => {
		const other = (code: string) => String((Number(code) + 1) % 1e6).padStart(6, '0');
		expect(await play(other)).toEqual(['Not confirmed']);
		stage.reset();
		setToday('2026-11-23');
		const late = (code: string) => {
			jest.setSystemTime(Date.now() + 600_001);
			return code;
		};
		expect(await play(late)).toEqual(['Not confirmed']);
	});

	it('sends no code to a number that is not on WhatsApp, or is none', async () => {
		stage.gateway.state.notOnWhatsApp.add(ASHA);
		expect(await play((code) => code)).toEqual(['Not on WhatsApp']);
		stage.outside.pages = [];
		expect(await play((code) => code, '98765 43210')).toEqual(['No code was sent']);
		expect(stage.sent).toEqual([]);
	});
});

describe('16 hand over to a person', () => {
	const file = '16-hand-over-to-a-person.json';
	const write = async (message: string, sender = ASHA) => {
		const before = stage.sent.length;
		const items = await stage.arrive(file, { message, sender });
		const result = await stage.play(file, items);
		expect(result.error).toBeUndefined();
		return stage.sent.slice(before).map(([to, text]) => [to, text.slice(0, 9)]);
	};

	it('keeps quiet from the word until the desk gives the chat back', async () => {
		expect(await write('Are you open?')).toEqual([[ASHA, 'Thank you']]);
		expect((await write('A person, please')).sort()).toEqual([
			[DESK, '+91987654'],
			[ASHA, 'Of course'],
		]);
		expect(await write('Hello?')).toEqual([]);
		expect(await write('Are you open?', '+919876543211')).toEqual([['+919876543211', 'Thank you']]);
		expect(await write('thanks', DESK)).toEqual([]);
		expect(await write(`Back ${ASHA}`, DESK)).toEqual([[DESK, 'The bot a']]);
		expect(await write('Are you open?')).toEqual([[ASHA, 'Thank you']]);
	});
});

describe('17 invoice reminders', () => {
	const play = async () => await stage.play('17-invoice-reminders.json', [{}]);

	it('says each step once, the last one to the desk, too, and nothing to who has paid', async () => {
		const invoice = (Number: string, due: string, more = {}) => {
			const paid = { Paid: '', Step: '', Problem: '' };
			return {
				Number,
				Name: 'Asha',
				Phone: 919876543210,
				Amount: '1,500',
				'Due Date': due,
				...paid,
				...more,
			};
		};
		stage.outside.sheets.Invoices = [
			invoice('A', '2026-11-22'),
			invoice('B', '2026-11-22', { Paid: 'yes' }),
			invoice('C', '2026-11-23'),
			invoice('D', '2026-11-22', { Phone: '98765' }),
			invoice('E', ''),
		];
		const steps = () => stage.outside.sheets.Invoices.map(({ Step }) => Number(Step) || 0);
		setToday('2026-11-23');
		const result = await play();
		expect(result.error).toBeUndefined();
		await play();
		expect(stage.sent).toEqual([
			[ASHA, expect.stringMatching(/^Hello Asha, a small reminder: invoice A/)],
		]);
		expect(steps()).toEqual([1, 0, 0, 0, 0]);
		expect(stage.outside.sheets.Invoices[3].Problem).toMatch(/recipient/i);
		setToday('2026-11-29');
		await play();
		setToday('2026-12-06');
		await play();
		await play();
		expect(steps()).toEqual([3, 0, 2, 0, 0]);
		const texts = stage.sent.map(
			([to, text]) => `${to === DESK ? 'desk' : 'Asha'} ${/invoice [A-E]/.exec(text)![0]}`,
		);
		expect(texts.sort()).toEqual([
			'Asha invoice A',
			'Asha invoice A',
			'Asha invoice A',
			'Asha invoice C',
			'Asha invoice C',
			'desk invoice A',
		]);
	});
});
