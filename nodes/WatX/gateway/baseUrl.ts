const WHAT_TO_ENTER =
	'Enter the address of the gateway\'s API with http:// or https://, for example "https://sms.upmtech.in/api".';

type BaseUrl = { url: string } | { problem: string };

/** Each request reads the address again, and nearly always it is the one of the request before. */
let last: { value: unknown; read: BaseUrl } | undefined;

/**
 * Reads the credential's Base URL (contract: Base URL).
 *
 * @param value what the user typed; a sub-path and a trailing slash are fine
 * @returns the address without a trailing slash, ready for `/path` to be appended, or the sentence that says what is wrong
 */
export function parseBaseUrl(value: unknown): BaseUrl {
	if (!last || last.value !== value) last = { value, read: toBaseUrl(value) };
	return last.read;
}

function toBaseUrl(value: unknown): BaseUrl {
	const typed = String(value ?? '').trim();
	if (typed === '')
		return { problem: `The Base URL of the WatX credential is empty. ${WHAT_TO_ENTER}` };
	if (!URL.canParse(typed) || !/^https?:\/\//i.test(typed)) {
		return {
			problem: `The Base URL of the WatX credential is no http(s) address. ${WHAT_TO_ENTER}`,
		};
	}
	const url = new URL(typed);
	if (url.username || url.password || url.search || url.hash) {
		return {
			problem: `The Base URL of the WatX credential must not hold a user name, a query or a fragment. ${WHAT_TO_ENTER}`,
		};
	}
	return { url: `${url.origin}${url.pathname}`.replace(/\/+$/, '') };
}
