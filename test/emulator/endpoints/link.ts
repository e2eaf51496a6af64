import QRCode from 'qrcode';

import { fail, ok, type Envelope } from '../envelope';
import { textOf } from '../php-form';
import { hexDigits } from '../state';
import type { Link } from '../types';
import type { Call, Endpoint } from './endpoint';

/** Endpoint 4. */
export const createLink: Endpoint = {
	path: 'create/wa.link',
	method: 'GET',
	permission: 'create_whatsapp',
	required: [],
	run: ({ state, settings, parameters, origin, basePath }) => {
		const sid = textOf(parameters, 'sid');
		const server = state.servers.find(({ id }) => sid === undefined || String(id) === sid);
		if (!server) return fail(404, "WhatsApp server doesn't exist!");
		const token = hexDigits(48);
		const qrstring = `2@${hexDigits(96)},${hexDigits(44)},${hexDigits(44)}`;
		state.links.set(token, { token, qrstring, sid: server.id, status: 'pending' });
		const base = `${origin}${settings.doubleSlashLinks ? '/' : ''}${basePath}`;
		return ok('WhatsApp QRCode has been created!', {
			qrstring,
			qrimagelink: `${base}/get/wa.qr?token=${token}`,
			infolink: `${base}/get/wa.info?token=${token}`,
		});
	},
};

/** Endpoint 4a: the image as bytes, as long as it can be scanned. */
export const getQr: Endpoint = {
	path: 'get/wa.qr',
	method: 'GET',
	required: ['token'],
	run: async (call) => {
		const link = linkOf(call);
		if (link?.status !== 'pending') return unknownToken();
		const body = await qrPng(link.qrstring);
		return { status: 200, headers: { 'content-type': call.settings.qrContentType }, body };
	},
};

/** Endpoint 4b. */
export const getInfo: Endpoint = {
	path: 'get/wa.info',
	method: 'GET',
	required: ['token'],
	run: (call) => {
		const link = linkOf(call);
		if (!link || link.status === 'expired') return unknownToken();
		if (!link.account) return pendingEnvelope(call);
		const { phone, unique } = link.account;
		return ok('WhatsApp Information', { wid: phone.slice(1), unique });
	},
};

/** Two pixels a module: still easy to scan, and a quarter of the default's work. */
export async function qrPng(qrstring: string): Promise<Buffer> {
	return await QRCode.toBuffer(qrstring, { scale: 2 });
}

function linkOf({ state, parameters }: Call): Link | undefined {
	return state.links.get(textOf(parameters, 'token') ?? '');
}

const unknownToken = (): Envelope => fail(404, 'Invalid or expired token!');

function pendingEnvelope({ settings }: Call): Envelope {
	switch (settings.linkPendingShape) {
		case '301':
			return fail(301, 'WhatsApp is waiting for the QRCode to be scanned!');
		case 'false':
			return ok('WhatsApp Information');
		case 'status':
			return fail(400, 'WhatsApp is not linked yet!');
	}
}
