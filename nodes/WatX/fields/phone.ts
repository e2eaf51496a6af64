import { meaningsOf, withoutTrunkZero } from './numberPlans';
import {
	NOT_A_PHONE,
	readSpelling,
	ROUNDED,
	toPlainText,
	type PhoneProblem,
} from './phoneSpelling';
import { problemOfText } from './values';

/** What was typed as a phone number, understood: an address the gateway takes, or why it is none. */
export type Phone = { address: string } | PhoneProblem;

export interface PhoneRules {
	/** Digits of the country code of numbers without +; without one, they are refused. */
	defaultCountryCode?: string;
	/** Whether the address of a group will do. */
	groups?: boolean;
}

const EMPTY: PhoneProblem = {
	problem: 'is empty',
	advice: 'Enter a phone number, or check the expression for this item.',
};
const E164 = /^\+[1-9]\d{6,14}$/;
/** Longer than any spelling of a phone number, a link with a text included. */
const LONGEST = 1000;
/** So many zeros at the end of a number are what a spreadsheet leaves of 9.19877E+11. */
const ROUND = /0{6}$/;

/**
 * Understands a phone number, however it is written, or refuses it: never another person's (contract: endpoint 1).
 *
 * @param value as typed or as an expression gave it
 * @returns the number as + and digits, or the lower-case address of a group; otherwise what is wrong and what to do
 */
export function parsePhone(value: unknown, rules: PhoneRules = {}): Phone {
	if (typeof value === 'number') return parseNumber(value, rules);
	if (value === undefined || value === null || value === '') return EMPTY;
	if (typeof value !== 'string') return problemOfText(value) ?? NOT_A_PHONE;
	if (E164.test(value)) return international(value.slice(1));
	const typed = value.trim();
	if (typed === '') return EMPTY;
	if (typed.length > LONGEST) return { ...NOT_A_PHONE, problem: 'is too long for a phone number' };
	const text = toPlainText(typed).trim();
	if (text.includes('@')) return parseAddress(text.toLowerCase(), rules);
	const linked = readLink(text);
	return linked === undefined ? parseText(text, rules) : linked;
}

function parseNumber(value: number, rules: PhoneRules): Phone {
	if (value > Number.MAX_SAFE_INTEGER || (value > 1e9 && ROUND.test(String(value)))) return ROUNDED;
	return parseText(String(value), rules, true);
}

function parseText(
	text: string,
	{ defaultCountryCode: code }: PhoneRules,
	isNumeric = false,
): Phone {
	const spelling = readSpelling(text);
	if ('problem' in spelling) return spelling;
	const { digits, isInternational } = spelling;
	if (isInternational) {
		// In some countries a number of their own can begin with 00, too.
		const own = code !== undefined && !text.includes('+') ? meaningsOf(`00${digits}`, code) : [];
		return own.length > 0 ? canMean([digits, ...own]) : international(digits);
	}
	const isLong = digits.length >= 7 || code !== undefined;
	if (!isLong || digits.length > 15) return NOT_A_PHONE;
	if (code === undefined) {
		return {
			problem: 'has no country code',
			advice:
				'Put a + in front if it begins with the country code, as in +919876543210. Otherwise add the option "Default Country Code", for example +91.',
		};
	}
	const meanings = meaningsOf(digits, code, isNumeric);
	if (meanings.length === 1) return international(meanings[0]);
	if (meanings.length > 1) return canMean(meanings);
	return { problem: `has no + and is not a number of the country +${code}`, advice: IN_FULL };
}

const IN_FULL = 'Write it with "+" and its country code.';

const canMean = (meanings: string[]): PhoneProblem => ({
	problem: `can mean ${meanings.map((meaning) => `+${meaning}`).join(' or ')}`,
	advice: IN_FULL,
});

function international(digits: string): Phone {
	const address = `+${withoutTrunkZero(digits)}`;
	if (E164.test(address)) return { address };
	return {
		problem: 'is not a phone number that can be dialled from abroad',
		advice: 'After "+" come the country code and the number, 7 to 15 digits in all.',
	};
}

/** The addresses that WhatsApp itself uses, of which gateways and logs are full. */
function parseAddress(text: string, { groups }: PhoneRules): Phone {
	const person = /^\+?(\d{7,15})(?:[._]\d{1,2})?(?::\d{1,4})?@(?:s\.whatsapp\.net|c\.us)$/.exec(
		text,
	);
	if (person) return international(person[1]);
	if (/^\d+(?:-\d+)?@g\.us$/.test(text)) {
		if (groups) return { address: text };
		return { problem: 'is the address of a group', advice: 'Messages to groups go out with Send.' };
	}
	const kind = Object.keys(unreachable).find((end) => text.endsWith(end));
	return kind === undefined ? NOT_A_PHONE : unreachable[kind];
}

const unreachable: Record<string, PhoneProblem> = {
	'@lid': {
		problem: 'is a hidden WhatsApp ID (@lid), which does not tell the phone number',
		advice: 'Use the phone number of the person, with "+" and country code.',
	},
	'@newsletter': {
		problem: 'is a WhatsApp channel (@newsletter), and WatX cannot write to channels',
		advice: 'Use a phone number, or the address of a group, which ends with @g.us.',
	},
	'status@broadcast': {
		problem: 'is the WhatsApp status (status@broadcast), to which WatX cannot post',
		advice: 'Use a phone number, or the address of a group, which ends with @g.us.',
	},
	'@broadcast': {
		problem: 'is a broadcast list (@broadcast), and WatX cannot write to such lists',
		advice: 'Use Send Bulk with the phone numbers of the people on it.',
	},
	'@g.us': {
		problem: 'is not the address of a group',
		advice: 'Such an address is a number and @g.us, as Group: Get Many returns it.',
	},
};

const CHAT_HOST = /^(?:wa\.me|(?:api|web)\.whatsapp\.com)$/;

/** A link that opens a chat; undefined when the text is none. */
function readLink(text: string): Phone | undefined {
	const [, scheme = '', host = '', rest = ''] =
		/^(https?:\/\/|whatsapp:\/\/)?(?:www\.)?([a-z\d.-]+)(?:\/(.*)|\?.*|$)/i.exec(text) ?? [];
	const site = host.toLowerCase();
	const isApp = /^whatsapp/i.test(scheme);
	if (scheme === '' && !/\.[a-z]{2,}$/.test(site)) return undefined;
	const number = site === 'wa.me' ? rest.split(/[/?#]/)[0] : parameterOf(text, 'phone');
	const dialled = decode(number).replace(/^[+ ]+/, '');
	if ((isApp || CHAT_HOST.test(site)) && /\d/.test(dialled)) return parseText(`+${dialled}`, {});
	if (site !== 'chat.whatsapp.com') {
		const problem = 'is a link that does not tell a phone number';
		return { problem, advice: NOT_A_PHONE.advice };
	}
	return {
		problem: 'is an invitation to a group, not its address',
		advice: 'Use the address of the group, which ends with @g.us: Group: Get Many returns it.',
	};
}

/** A parameter in the query of a link, still encoded; empty without one. */
function parameterOf(link: string, name: string): string {
	const query = link.split('#')[0].split('?')[1] ?? '';
	const found = query.split('&').find((part) => part.startsWith(`${name}=`)) ?? '';
	return found.slice(name.length + 1);
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text.replace(/\+/g, ' '));
	} catch {
		return text;
	}
}
