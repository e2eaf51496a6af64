import { envelopeReply, fail, htmlPage, type Reply } from './envelope';
import type { FaultRule } from './faults';
import type { Settings } from './settings';
import type { RecordedRequest } from './types';
import { WORDS } from './words';

/** What a fault makes of an answer: another one, half of one, none at all. */
export type Outcome = { reply: Reply } | { half: Reply } | 'cut' | 'hang';

/**
 * Applies a fault. `answer` is what the request was answered with; undefined when it was not
 * carried out.
 */
export function spoil(
	rule: FaultRule,
	answer: Reply | undefined,
	request: RecordedRequest,
	settings: Settings,
): Outcome {
	const reply = answer ?? envelopeReply(fail(500, 'Something went wrong!'), settings);
	const quote = settings.echoSecret ? quoteOf(request) : '';
	switch (rule.kind) {
		case 'latency':
			return { reply };
		case 'cut-upload':
		case 'cut-before':
		case 'cut-after':
			return 'cut';
		case 'cut-body':
			return { half: reply };
		case 'hang':
			return 'hang';
		case '429':
			return { reply: tooMany(rule) };
		case '500':
			return { reply: htmlPage(500, 'Internal Server Error', quote) };
		case '502-html':
			return { reply: htmlPage(502, 'Bad Gateway', quote) };
		case 'html-200':
			return { reply: htmlPage(200, 'Maintenance', quote) };
		case 'php-warning':
			return { reply: withBody(reply, `${phpWarning(quote)}${textOf(reply)}`, 'text/html') };
		case 'truncated': {
			const text = textOf(reply);
			return { reply: withBody(reply, text.slice(0, Math.ceil(text.length / 2))) };
		}
		case 'empty':
			return { reply: withBody(reply, '') };
		case 'array': {
			const data = reply.envelope?.data ?? [];
			return { reply: withBody(reply, JSON.stringify(Array.isArray(data) ? data : [data])) };
		}
		case 'data-false':
			return { reply: withBody(reply, JSON.stringify({ ...reply.envelope, data: false })) };
		case 'redirect':
			return { reply: redirect(rule, request) };
		case 'status': {
			const message = rule.message ?? 'Something went wrong!';
			const envelope = fail(rule.status ?? 500, message, rule.data ?? false);
			return { reply: envelopeReply(envelope, settings) };
		}
		case 'page': {
			const title = rule.title ?? 'Forbidden';
			const page = htmlPage(rule.status ?? 403, title, quote);
			const body =
				rule.body ?? String(page.body).replace(/<title>.*?<\/title>/, `<title>${title}</title>`);
			return { reply: { ...page, body, headers: { ...page.headers, ...rule.headers } } };
		}
		case 'failed-after':
			return { reply: envelopeReply(WORDS.somethingWrong, settings) };
		case 'garbage':
			return { reply: withBody(reply, '\u0000\u001f\u008b\ufffd not what was asked for') };
		case 'nested':
			return { reply: withBody(reply, JSON.stringify({ response: reply.envelope })) };
		case 'status-object':
			return {
				reply: withBody(reply, JSON.stringify({ ...reply.envelope, status: { code: 200 } })),
			};
		case 'http-after':
			return { reply: { ...reply, status: rule.status ?? 403 } };
		case 'http': {
			const headers = { 'content-type': 'text/html', ...rule.headers };
			return { reply: { status: rule.status ?? 503, headers, body: rule.body ?? '' } };
		}
	}
}

function withBody(reply: Reply, body: string, contentType?: string): Reply {
	const headers = contentType ? { ...reply.headers, 'content-type': contentType } : reply.headers;
	return { status: reply.status, headers, body };
}

function textOf(reply: Reply): string {
	return typeof reply.body === 'string' ? reply.body : reply.body.toString('latin1');
}

function tooMany({ retryAfter }: FaultRule): Reply {
	const page = htmlPage(429, 'Too Many Requests');
	if (retryAfter === undefined) return page;
	const value = retryAfter instanceof Date ? retryAfter.toUTCString() : String(retryAfter);
	return { ...page, headers: { ...page.headers, 'retry-after': value } };
}

/** Web servers redirect with the query they were asked with, secret and all. */
function redirect(rule: FaultRule, request: RecordedRequest): Reply {
	const status = rule.status ?? 302;
	const location = rule.location ?? `http://elsewhere.invalid${request.rawUrl}`;
	const page = htmlPage(status, 'Moved');
	return { ...page, headers: { ...page.headers, location } };
}

function phpWarning(quote: string): string {
	const where = 'in <b>/var/www/html/system/api.php</b> on line <b>214</b>';
	return `<br />\n<b>Warning</b>:  Undefined array key "wid" ${where}<br />\n${quote}`;
}

function quoteOf(request: RecordedRequest): string {
	const parameters = JSON.stringify({ ...request.query, ...request.fields });
	return `<pre>#0 ${request.method} ${request.rawUrl}\n#1 {main} ${parameters}</pre>\n`;
}
