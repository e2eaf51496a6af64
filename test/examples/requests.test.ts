/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { IDataObject } from 'n8n-workflow';
import { ACCEPTED, byProfile } from '../profile';
import { startStage, type Stage } from './stage';

let stage: Stage;
beforeAll(async () => (stage = await startStage()));
beforeEach(() => stage.reset());
afterAll(async () => await stage.close());

describe('03 invoice as PDF', () => {
	const pdf = join(__dirname, '../demo/files/invoice.pdf');
	const form = (more: IDataObject = {}) => ({
		Customer: 'Asha Rao',
		Phone: '+91 98765-43210',
		'Invoice Number': '2026/0042',
		...more,
	});
	const play = async (json: IDataObject) =>
		await stage.play('03-invoice-pdf.json', [
			{ json, binary: { Invoice_PDF: await stage.engine.binary.fromFile(pdf) } },
		]);

	it('sends the file under a name of its own and tells the user', async () => {
		const result = await play(form());
		expect(result.error).toBeUndefined();
		const [{ fields, files }] = stage.requestsTo('send/whatsapp');
		expect(fields).toMatchObject({
			type: 'document',
			recipient: '+919876543210',
			message: 'Hello Asha Rao, here is your invoice 2026/0042. Thank you!',
		});
		expect(files.document_file).toMatchObject({
			filename: 'Invoice 2026-0042.pdf',
			mimeType: 'application/pdf',
			content: readFileSync(pdf),
		});
		expect(stage.outside.pages).toEqual([
			{
				title: byProfile({ stock: 'Queued', mended: 'Sent' }),
				text: 'Invoice 2026/0042 to +919876543210. Message ID in WatX: 1.',
			},
		]);
	});

	it('tells the user what is wrong, and sends nothing', async () => {
		await play(form({ Phone: '98765 43210' }));
		expect(stage.requestsTo('send/whatsapp')).toEqual([]);
		expect(stage.outside.pages).toEqual([
			{ title: 'Not sent', text: expect.stringContaining('"Recipient" has no country code') },
		]);
	});
});

describe('04 CRM lead', () => {
	const lead = { name: 'Asha', email: 'asha@example.com', interest: 'yoga' };
	const play = async (phone?: unknown) =>
		await stage.play('04-crm-lead.json', [{ body: { ...lead, phone } } as IDataObject]);
	const mailed = [{ channel: 'mail', email: 'asha@example.com' }];

	it('greets on WhatsApp and answers the CRM', async () => {
		const result = await play('+91 98765-43210');
		expect(result.error).toBeUndefined();
		expect(stage.sent).toEqual([
			['+919876543210', 'Hi Asha, thank you for asking about yoga. When may we call you?'],
		]);
		expect(stage.outside.mails).toEqual([]);
		expect(stage.outside.answers).toEqual([
			{ channel: 'whatsapp', status: ACCEPTED.status, messageId: 1 },
		]);
	});

	it('mails when the number is not on WhatsApp', async () => {
		stage.gateway.state.notOnWhatsApp.add('+919876543210');
		const result = await play('+919876543210');
		expect(result.error).toBeUndefined();
		expect(stage.sent).toEqual([]);
		expect(stage.outside.mails).toEqual([
			{
				to: 'asha@example.com',
				subject: 'Your question about yoga',
				text: 'Hi Asha,\n\nthank you for asking about yoga. When may we call you?',
				files: {},
			},
		]);
		expect(stage.outside.answers).toEqual(mailed);
	});

	it.each([['no number'], [''], [undefined], [9876543210]])(
		'mails when the phone is %p',
		async (phone) => {
			await play(phone);
			expect(stage.sent).toEqual([]);
			expect(stage.outside.answers).toEqual(mailed);
		},
	);

	it('mails when WatX cannot send', async () => {
		stage.gateway.settings.quota = 0;
		await play('+919876543210');
		expect(stage.sent).toEqual([]);
		expect(stage.outside.mails).toHaveLength(1);
		expect(stage.outside.answers).toEqual(mailed);
	});
});

describe('07 link an account by mail', () => {
	const play = async () => await stage.play('07-link-account-by-mail.json', [{}]);

	/** What happens to the link the first time somebody asks for its status. */
	function whenAsked(happen: (token: string) => void): void {
		const stop = stage.gateway.onRequest(({ path, query }) => {
			if (path !== 'get/wa.info') return;
			stop();
			happen(query.token as string);
		});
	}

	it('mails the QR code, waits for the scan and mails the success', async () => {
		whenAsked((token) => stage.gateway.completeLink(token, { phone: '+919876543210' }));
		const result = await play();
		expect(result.error).toBeUndefined();
		const [invitation, success] = stage.outside.mails;
		expect(stage.outside.mails).toHaveLength(2);
		expect(invitation).toMatchObject({
			to: 'asha@example.com',
			subject: 'Please scan: link your WhatsApp',
		});
		const { qrCode } = invitation.files;
		expect(qrCode).toMatchObject({ mimeType: 'image/png', fileName: 'whatsapp-qr-code.png' });
		const bytes = await stage.engine.binary.read(qrCode);
		expect(bytes.subarray(1, 4).toString()).toBe('PNG');
		expect(success.text).toContain('+919876543210 is linked');
	});

	it('says when the code has expired', async () => {
		whenAsked((token) => stage.gateway.expireLink(token));
		const result = await play();
		expect(result.error).toBeUndefined();
		expect(stage.outside.mails.map(({ subject }) => subject)).toEqual([
			'Please scan: link your WhatsApp',
			'Your WhatsApp is not linked yet',
		]);
		expect(stage.outside.mails[1].text).toContain('has expired');
	});
});
