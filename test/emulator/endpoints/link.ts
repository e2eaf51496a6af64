/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import QRCode from 'qrcode';

import { fail, ok, type Envelope } from '../envelope';
import { textOf } from '../php-form';
import { accountOf, hexDigits, now } from '../state';
import type { Account, Link, WhatsAppServer } from '../types';
import { WORDS } from '../words';
import type { Call, Endpoint } from './endpoint';

/** Endpoint 4. */
export const createLink: Endpoint = {
	path: 'create/wa.link',
	method: 'GET',
	permission: 'create_whatsapp',
	required: [],
	run: (call) => {
		const server = serverOf(call);
		return 'status' in server ? server : linkEnvelope(call, newLink(call, server));
	},
};

/** Not in [S]: a QR code for an account that is known already, or that it needs none. */
export const createRelink: Endpoint = {
	path: 'create/wa.relink',
	method: 'GET',
	permission: 'create_whatsapp',
	required: ['unique'],
	run: (call) => {
		const account = accountOf(call.state, textOf(call.parameters, 'unique') ?? '');
		if (!account) return WORDS.accountMissing;
		const server = serverOf(call);
		if ('status' in server) return server;
		if (account.status === 'connected') return WORDS.alreadyConnected;
		connectLater(account, call.settings.relinkAfterMs);
		return linkEnvelope(call, { ...newLink(call, server), isRelink: true });
	},
};

/** Endpoint 4a: the image as bytes, as long as it can be scanned. */
export const getQr: Endpoint = {
	path: 'get/wa.qr',
	method: 'GET',
	required: ['token'],
	run: async (call) => {
		const link = linkOf(call);
		if (link?.status !== 'pending') return unknownToken(call);
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
		if (!link) return unknownToken(call);
		if (!link.account) return pendingEnvelope(call);
		const { phone, unique } = link.account;
		const digits = phone.slice(1);
		const wid = call.settings.widAs === 'jid' ? `${digits}:12@s.whatsapp.net` : digits;
		return ok('WhatsApp Information', { wid, unique });
	},
};

/** Two pixels a module: still easy to scan, and a quarter of the default's work. */
export async function qrPng(qrstring: string): Promise<Buffer> {
	return await QRCode.toBuffer(qrstring, { scale: 2 });
}

function serverOf({ state, settings, parameters }: Call): WhatsAppServer | Envelope {
	const sid = textOf(parameters, 'sid');
	if (sid === undefined && settings.sidRequired) return WORDS.invalidParameters;
	const found = state.servers.find(({ id }) => sid === undefined || String(id) === sid);
	return found ?? WORDS.serverMissing;
}

function newLink({ state }: Call, { id }: WhatsAppServer): Link {
	const qrstring = `2@${hexDigits(96)},${hexDigits(44)},${hexDigits(44)}`;
	return { token: hexDigits(48), qrstring, sid: id, status: 'pending', createdAt: now(state) };
}

function linkEnvelope({ state, settings, origin, basePath }: Call, link: Link): Envelope {
	state.links.set(link.token, link);
	const base = `${origin}${settings.doubleSlashLinks ? '/' : ''}${basePath}`;
	return ok('WhatsApp QRCode has been created!', {
		qrstring: link.qrstring,
		qrimagelink: `${base}/get/wa.qr?token=${link.token}`,
		infolink: `${base}/get/wa.info?token=${link.token}`,
	});
}

function connectLater(account: Account, ms: number | null): void {
	if (ms !== null) setTimeout(() => (account.status = 'connected'), ms).unref();
}

/** The link of a token that is still good. */
function linkOf({ state, settings, parameters }: Call): Link | undefined {
	const link = state.links.get(textOf(parameters, 'token') ?? '');
	if (!link || link.status === 'expired') return undefined;
	const end = (link.createdAt ?? Infinity) + settings.linkLifetimeSeconds * 1000;
	return now(state) < end ? link : undefined;
}

const unknownToken = ({ settings }: Call): Envelope => ({
	...WORDS.invalidToken,
	status: settings.unknownTokenStatus,
});

function pendingEnvelope({ settings }: Call): Envelope {
	switch (settings.linkPendingShape) {
		case '301':
			return WORDS.waitingForInformation;
		case 'false':
			return ok('WhatsApp Information');
		case 'status':
			return fail(400, 'WhatsApp is not linked yet!');
	}
}
