import { request } from 'undici';

import type { Settings } from './settings';
import { shownText } from './text';
import type { ReceivedRow } from './types';

/** One call of a webhook: what was sent and how it ended; neither matters to the gateway. */
export interface WebhookCall {
	body: string;
	/** The HTTP status answered; undefined until then, and for good when there was none. */
	status?: number;
	error?: string;
}

/** POSTs received messages to the address in the settings (contract: Webhooks). Never repeats. */
export class WebhookSender {
	readonly calls: WebhookCall[] = [];
	private readonly open = new Map<AbortController, Promise<void>>();

	constructor(private readonly settings: Settings) {}

	/** Begins a call, when there is an address; `sentAt` is the message's true time (Unix seconds). */
	send(row: ReceivedRow, sentAt: number): void {
		const { webhookUrl, webhookTimeoutMs } = this.settings;
		if (webhookUrl === null) return;
		const call: WebhookCall = { body: this.bodyOf(row, sentAt) };
		this.calls.push(call);
		const control = new AbortController();
		const signals = [control.signal];
		if (webhookTimeoutMs !== Infinity) signals.push(AbortSignal.timeout(webhookTimeoutMs));
		const sent = post(webhookUrl, call, AbortSignal.any(signals));
		this.open.set(control, sent);
		void sent.then(() => this.open.delete(control));
	}

	/** Settles when every call has ended, well or not. */
	async done(): Promise<void> {
		await Promise.all(this.open.values());
	}

	/** Gives up the calls under way and forgets all. */
	clear(): void {
		for (const control of this.open.keys()) control.abort(new Error('The gateway was reset'));
		this.calls.length = 0;
	}

	/** PHP style; `false` arrives as `0`. */
	private bodyOf(row: ReceivedRow, sentAt: number): string {
		const { webhookSecret, webhookAttachment, escapedText } = this.settings;
		const attachment = webhookAttachment === 'url' && row.attachment ? row.attachment : '0';
		return new URLSearchParams({
			secret: webhookSecret,
			type: 'whatsapp',
			'data[id]': String(row.id),
			'data[wid]': row.account,
			'data[phone]': row.recipient,
			'data[message]': shownText(row.message, escapedText !== 'none'),
			'data[attachment]': attachment,
			'data[timestamp]': String(sentAt),
		}).toString();
	}
}

async function post(url: string, call: WebhookCall, signal: AbortSignal): Promise<void> {
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const { body } = call;
	try {
		const patience = { headersTimeout: 0, bodyTimeout: 0 };
		const answer = await request(url, { method: 'POST', headers, body, signal, ...patience });
		await answer.body.dump();
		call.status = answer.statusCode;
	} catch (error) {
		call.error = (error as Error).message;
	}
}
