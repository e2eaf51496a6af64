const WHAT_TO_ENTER =
	'Enter the address of the gateway\'s API with http:// or https://, for example "https://sms.upmtech.in/api".';

/** In characters; no address of a gateway comes near it. */
const LONGEST = 2000;

type BaseUrl = { url: string } | { problem: string };

/** Each request reads the address again, and nearly always it is the one of the request before. */
let last: { value: unknown; read: BaseUrl } | undefined;

/**
 * Reads the credential's Base URL (contract: Base URL).
 *
 * @param value what the user typed; a sub-path, a trailing slash and doubled slashes are fine
 * @returns the address without a trailing slash, ready for `/path` to be appended, or the sentences that say what is wrong
 */
export function parseBaseUrl(value: unknown): BaseUrl {
	if (!last || last.value !== value) last = { value, read: toBaseUrl(value) };
	return last.read;
}

function toBaseUrl(value: unknown): BaseUrl {
	const typed = typeof value === 'string' ? value.trim() : '';
	const bad = (problem: string): BaseUrl => ({
		problem: `The Base URL of the WatX credential ${problem}. ${WHAT_TO_ENTER}`,
	});
	if (typed === '') return bad('is empty');
	if (typed.length > LONGEST) return bad(`is longer than ${LONGEST} characters`);
	if (!/^https?:\/\//i.test(typed) || !URL.canParse(typed)) return bad('is no http(s) address');
	const url = new URL(typed);
	if (url.username || url.password || url.search || url.hash) {
		return bad('must not hold a user name, a query or a fragment');
	}
	const path = url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
	return { url: `${url.origin}${path}` };
}
