import { createHash } from 'crypto';

const STYLE = `:root{color-scheme:light dark;--text:#1f2328;--back:#f4f5f7;--card:#fff;--line:#d0d7de;--go:#067a3e;--stop:#b3261e}
@media(prefers-color-scheme:dark){:root{--text:#e6edf3;--back:#0d1117;--card:#161b22;--line:#3d444d;--go:#238652;--stop:#cf3f37}}
*{box-sizing:border-box}body{margin:0;padding:1rem;font:1.0625rem/1.5 system-ui,sans-serif;color:var(--text);background:var(--back)}
main{max-width:32rem;margin:1rem auto;padding:1.25rem;background:var(--card);border:1px solid var(--line);border-radius:.75rem}
p{margin:0 0 1rem;white-space:pre-wrap;overflow-wrap:anywhere}main>p:last-child{margin:0}
button{width:100%;padding:.9rem;font:inherit;font-weight:600;color:#fff;border:0;border-radius:.5rem;background:var(--go)}
button.stop{background:var(--stop)}button:focus-visible,textarea:focus-visible{outline:3px solid var(--text);outline-offset:2px}
label{display:block;margin:0 0 .5rem;font-weight:600}textarea{width:100%;min-height:8rem;padding:.6rem;margin:0 0 1rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:.5rem}`;

/** Headers of every page: it runs nothing, loads nothing, is kept and found nowhere. */
export const PAGE_HEADERS: Record<string, string> = {
	'Content-Type': 'text/html; charset=utf-8',
	'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
	'Cache-Control': 'no-store',
	'Referrer-Policy': 'no-referrer',
	'X-Content-Type-Options': 'nosniff',
	'X-Robots-Tag': 'noindex, nofollow',
};

/** Characters of an answer in free text; what WhatsApp lets a message have. */
export const LONGEST_ANSWER = 4096;

/** What a page asks for: one press of a button, or a text. */
export type Ask = { button: string; declines: boolean } | { textField: true; problem?: string };

/** The page a link opens: the question, and one form that is sent to the very same address. */
export function askPage(question: string, ask: Ask): string {
	const form =
		'button' in ask
			? `<button${ask.declines ? ' class="stop"' : ''}>${escape(ask.button)}</button>`
			: `<label for="text">Your answer</label>${ask.problem ? `<p role="alert">${escape(ask.problem)}</p>` : ''}<textarea id="text" name="text" required maxlength="${LONGEST_ANSWER}"></textarea><button>Send</button>`;
	return page(`<p>${escape(question)}</p><form method="post">${form}</form>`);
}

/** A page that only tells something. */
export const notePage = (text: string): string => page(`<p>${escape(text)}</p>`);

const page = (content: string): string =>
	`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex, nofollow"><title>Your answer</title><style>${STYLE}</style></head><body><main>${content}</main></body></html>`;

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;',
};

const escape = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign]);
