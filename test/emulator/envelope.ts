import type { Settings } from './settings';

/** `{status, message, data}`: what every call but the QR image answers. */
export interface Envelope {
	status: number;
	message: string;
	data: unknown;
}

/** An HTTP answer, ready to be written. `chunked` leaves the Content-Length out. */
export interface Reply {
	status: number;
	headers: Record<string, string>;
	body: string | Buffer;
	/** The envelope the body holds, when it holds one. */
	envelope?: Envelope;
	chunked?: boolean;
}

/** A success; `data: false` is the gateway's "nothing to return". */
export function ok(message: string, data: unknown = false): Envelope {
	return { status: 200, message, data };
}

/** A failure, which usually still travels with HTTP 200. */
export function fail(status: number, message: string, data: unknown = false): Envelope {
	return { status, message, data };
}

export const invalidParameters = (): Envelope => fail(400, 'Invalid Parameters!');

/** Writes an envelope as the settings want it (Content-Type, HTTP status). */
export function envelopeReply(envelope: Envelope, settings: Settings): Reply {
	const matching = settings.httpStatusMode === 'matching' && envelope.status >= 400;
	return {
		status: matching ? envelope.status : 200,
		headers: { 'content-type': settings.jsonContentType },
		body: JSON.stringify(envelope),
		envelope,
	};
}

/** A page as web servers and PHP make them; `detail` is put below the title as it is. */
export function htmlPage(status: number, title: string, detail = ''): Reply {
	const heading = status === 200 ? title : `${status} ${title}`;
	const body = `<html>\r\n<head><title>${heading}</title></head>\r\n<body>\r\n<center><h1>${heading}</h1></center>\r\n${detail}<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;
	return { status, headers: { 'content-type': 'text/html; charset=UTF-8' }, body };
}
