import { countryCodeOf, dropsZero } from './numberPlans';

/** Why a text is no phone number: completes "The value of Recipient …", and what to do about it. */
export interface PhoneProblem {
	problem: string;
	advice: string;
}

/** The digits of a number, and whether they begin with a country code. */
export interface Spelling {
	digits: string;
	isInternational: boolean;
}

const EXAMPLE = 'Write it as "+" and the country code, for example +919876543210.';

const LABEL =
	/^(?:tel|telefon|phone|mobile|mob|cell|whatsapp|callto|sms|ph|wa)(?:\.:?|:)(?:\/\/)? */i;
const EXTENSION =
	/;ext=|#|\d *x *\d|(?:^|[^a-z])(?:ext|extn|extension|xtn|int|anexo|poste|durchwahl|dw)(?:[^a-z]|$)/i;
const SEVERAL =
	/[,;|&\n\r\t\\~]|\d[^+]*\+|(?:^|[^a-z])(?:or|and|und|oder|et|ou|y|o|e)(?:[^a-z]|$)/i;

/** So many digits in one piece are a complete number: what follows is another thing. */
const WHOLE_NUMBER = 9;

/** So many may be complete in a small country, when less than a piece of a number follows. */
const SHORT_NUMBER = 7;

/** Fewer digits than any complete number has, country code included. */
const AREA_CODE = 6;

const refuse = (problem: string, advice: string): PhoneProblem => ({ problem, advice });

const SEVERAL_NUMBERS = refuse(
	'holds more than one number, or digits that do not belong to it',
	'Write one number, all its digits together, for example +919876543210. Give every further number an item of its own, or use Send Bulk.',
);
const DECIMALS = refuse(
	'looks like a number with decimals',
	'Format the column of the spreadsheet as plain text, or remove what follows the point.',
);
export const ROUNDED = refuse(
	'was rounded by the spreadsheet, so that its last digits are lost',
	'Format the column as plain text, enter the number again with "+" and country code, and read the spreadsheet once more.',
);
export const NOT_A_PHONE = refuse('is not a phone number', EXAMPLE);

/**
 * A text in plain characters: any digits as 0 to 9, any dash as -, any blank as a blank, nothing invisible. Linear in time.
 */
export const toPlainText = (text: string): string =>
	text
		.replace(/[\p{DI}\p{Cf}\u20E3]/gu, '')
		.replace(/[\uFF01-\uFF5E]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
		.replace(/\p{Nd}/gu, digitOf)
		.replace(/[\p{Pd}\u2212\u30FC]/gu, '-')
		.replace(/[\u207A\uFE62\u2795]/g, '+')
		.replace(/[^\S\n\r\t]|[\u00B7\u2022\u2219\u2027\u30FB]/g, ' ');

/** Unicode has its decimal digits in runs of ten, each from 0 to 9. */
function digitOf(character: string): string {
	const code = character.codePointAt(0)!;
	if (code < 0x80) return character;
	let before = 0;
	while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before++;
	return String(before % 10);
}

/**
 * Reads the digits of one phone number. Separators count only where people write them; whatever else would glue digits
 * together is refused, because the result could be the number of a stranger.
 *
 * @param typed at most some hundred characters, out of `toPlainText`
 */
export function readSpelling(typed: string): Spelling | PhoneProblem {
	const text = typed.replace(LABEL, '').replace(/^[='"`´‘’“”„« ]+|['"`´‘’“”» .,;:]+$/g, '');
	if (/^[+ ]*\d+(?:[.,]\d+)?e\+?\d+$/i.test(text)) return ROUNDED;
	const [, whole = text, decimals] = /^([^.,]*\d)[.,](\d+)$/.exec(text) ?? [];
	const kind = decimals === undefined ? 'none' : decimalsAre(whole, decimals);
	if (kind === 'wrong') return text.includes(',') ? SEVERAL_NUMBERS : DECIMALS;
	const number = kind === 'zero' ? whole : text;
	if (EXTENSION.test(number) && /\d{3}/.test(number)) {
		return refuse('has an extension, which WhatsApp cannot reach', 'Write the number without it.');
	}
	if (/\d/.test(number) && SEVERAL.test(number)) return SEVERAL_NUMBERS;
	return /^[\d+.(/[][\d+\-.() /[\]]*\d[\d\-.() /[\]]*$/.test(number)
		? readDigits(number)
		: NOT_A_PHONE;
}

/** What a spreadsheet writes behind a single point: one or two digits, or any behind a whole number. */
function decimalsAre(whole: string, decimals: string): 'none' | 'zero' | 'wrong' {
	const run = /\d+$/.exec(whole)![0].length;
	if (decimals.length > 2 && run <= AREA_CODE) return 'none';
	// Two zeros can also be the end of a number in pairs of digits.
	const isPoint =
		decimals.length === 1 || run >= (decimals.length > 2 ? WHOLE_NUMBER : SHORT_NUMBER);
	return isPoint && /^0+$/.test(decimals) ? 'zero' : 'wrong';
}

function readDigits(text: string): Spelling | PhoneProblem {
	const round = text.replace(/\[/g, '(').replace(/\]/g, ')');
	const [prefix] = /^[( ]*(?:\+[+ (]*(?:00)?|00)?/.exec(round)!;
	const isInternational = /[+0]/.test(prefix);
	const opened = prefix.includes('(') ? round.slice(prefix.length).replace(')', ' ') : undefined;
	const body = readZero(opened ?? round.slice(prefix.length), isInternational);
	if (typeof body !== 'string') return body;
	const [before, after, ...more] = body.split('/').map((part) => part.replace(/\D/g, '').length);
	const isSplit = after !== undefined && (before > AREA_CODE || after < 5 || more.length > 0);
	const groups = body.match(/\d+/g) ?? [];
	const last = groups[groups.length - 1] ?? '';
	const digits = groups.join('');
	const isGlued =
		(groups.length > 1 && last.length === 1) ||
		groups.some(isComplete) ||
		/\(\D*\d{1,4}\D*\)\D*$/.test(body);
	if (isSplit || isGlued || (digits.length > 15 && groups.length > 1)) return SEVERAL_NUMBERS;
	return { digits, isInternational };
}

/** Whether a piece of a number is a number of its own, so that the pieces behind it are something else. */
function isComplete({ length }: string, index: number, groups: string[]): boolean {
	const behind = groups.slice(index + 1).join('').length;
	if (behind === 0) return false;
	return length >= WHOLE_NUMBER || (length >= SHORT_NUMBER && behind < 4);
}

/** Takes a "(0)" out, where the zero is one that is not dialled from abroad. */
function readZero(text: string, isInternational: boolean): string | PhoneProblem {
	const [before, after, ...more] = text.split(/\( *0 *\)/);
	if (after === undefined) return text;
	const code = before.replace(/[ \-.]/g, '');
	if (more.length === 0 && code === '' && !isInternational) return `0${after}`;
	const isTrunk = more.length === 0 && countryCodeOf(code) === code && dropsZero(code);
	if (isTrunk) return `${code} ${after}`;
	return refuse(
		'has a zero in brackets that may belong to the number',
		'Write the number without brackets, exactly as it is dialled from abroad.',
	);
}
