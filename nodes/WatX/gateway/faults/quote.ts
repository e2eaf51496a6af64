/** Makes words that came from outside fit to be shown: without the secret, as plain text of a bounded length. */
export type Quote = (words: unknown) => string;

/** More of a text is not looked at. */
const LONGEST_LOOK = 20_000;

/** In characters; what is longer is cut. */
const LONGEST_QUOTE = 300;

const HIDDEN = '•••';

/** n8n puts words of its own in place of a message that holds one of these, whoever wrapped the error last. */
const CODES_OF_N8N =
	/(?<=E)(?=CONNREFUSED|CONNRESET|NOTFOUND|TIMEDOUT|RRADDRINUSE|ADDRNOTAVAIL|CONNABORTED|HOSTUNREACH|AI_AGAIN|NOENT|ISDIR|NOTDIR|ACCES|EXIST|PERM)|(?<=G)(?=ETADDRINFO)/gi;

/** Invisible, and without width. */
const JOINER = '\u2060';

/** Names of HTML for the characters that PHP escapes. */
const ENTITIES: Record<string, string[]> = {
	'&': ['&amp;'],
	'<': ['&lt;'],
	'>': ['&gt;'],
	'"': ['&quot;', '\\\\"'],
	"'": ['&apos;', "\\\\'"],
	'/': ['\\\\/'],
	'\\': ['\\\\\\\\'],
	' ': ['\\+', '%(?:25){0,3}2b'],
};

let last: { secret: string; quote: Quote } | undefined;

/**
 * Gives the quote function for one secret. The words are cleaned before they are shortened, and before they become part of a
 * sentence: a short secret must not garble the sentences of this package.
 */
export function quoteWithout(secret: string): Quote {
	if (last?.secret !== secret) {
		const spellings = secret === '' ? undefined : spellingsOf(secret);
		last = { secret, quote: (words) => plain(words, spellings) };
	}
	return last.quote;
}

function plain(words: unknown, spellings: RegExp | undefined): string {
	let text = typeof words === 'string' ? words : '';
	const isCut = text.length > LONGEST_LOOK;
	text = text.slice(0, LONGEST_LOOK);
	if (spellings) {
		text = text.replace(spellings, HIDDEN);
		// The cut may have gone through the secret.
		if (isCut) text = text.slice(0, LONGEST_LOOK / 2);
	}
	text = text
		.replace(/<[^<>]*>/g, ' ')
		.replace(/[\s\p{Cc}\p{Cs}]+/gu, ' ')
		.trim();
	const short = text.length > LONGEST_QUOTE ? `${whole(text.slice(0, LONGEST_QUOTE))}…` : text;
	return short.replace(CODES_OF_N8N, JOINER);
}

/** Without half of a character at the end. */
const whole = (text: string): string => text.replace(/[\uD800-\uDBFF]$/, '');

/**
 * Matches a secret in every spelling in which it travels or is echoed: as it is, percent-encoded once or more often with
 * digits of either case, with `+` for blanks, as HTML entities, and as escapes of JSON.
 */
function spellingsOf(secret: string): RegExp {
	return new RegExp([...secret].map(spellingsOfCharacter).join(''), 'giu');
}

function spellingsOfCharacter(character: string): string {
	const code = character.codePointAt(0) ?? 0;
	const bytes = [...Buffer.from(character)].map((byte) => hex(byte, 2));
	const units = [...character.split('')].map((unit) => hex(unit.charCodeAt(0), 4));
	const ways = [
		...(ENTITIES[character] ?? []),
		`&#0{0,6}${code};`,
		`&#x0{0,6}${code.toString(16)};`,
		bytes.map((byte) => `%(?:25){0,3}${byte}`).join(''),
		units.map((unit) => `\\\\u${unit}`).join(''),
		character.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
	];
	return `(?:${ways.join('|')})`;
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
