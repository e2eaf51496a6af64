import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { getText } from './values';

/** What names the QR code of an account that is being linked (contract: endpoints 4a and 4b). */
export const linkTokenField: INodeProperties = {
	displayName: 'Token',
	name: 'token',
	type: 'string',
	typeOptions: { password: true },
	required: true,
	default: '',
	placeholder: 'e.g. 3f1c…',
	description:
		'The token that Account: Link returns, or one of the whole links "qrimagelink" and "infolink" it returns',
};

/**
 * The token this item works with, out of a whole link where one is given.
 *
 * @param baseUrl address of the gateway's API; a link must lead to the same host
 */
export function getLinkToken(call: Call, baseUrl: string): string {
	const text = getText(call, linkTokenField);
	if (text === '') {
		return call.refuse('"Token" is empty', 'Enter the token that Account: Link returns.');
	}
	if (/^[\w.~=+-]+$/.test(text)) return text;
	const token = tokenOfLink(text, baseUrl);
	if (token && new URL(text, baseUrl).host === new URL(baseUrl).host) return token;
	return call.refuse(
		token
			? '"Token" is a link to another host than the one of the WatX credential'
			: '"Token" is neither a token nor a link with one',
		`Enter the token that Account: Link returns, or a whole link that begins with ${new URL(baseUrl).origin}.`,
	);
}

/** The token in a link of the gateway, or undefined when it holds none. */
export function tokenOfLink(link: unknown, baseUrl: string): string | undefined {
	if (typeof link !== 'string' || !URL.canParse(link, baseUrl)) return undefined;
	return new URL(link, baseUrl).searchParams.get('token') || undefined;
}

/** A link of the gateway with single slashes in its path: installations write `//api`. */
export function tidyLink(link: unknown): unknown {
	if (typeof link !== 'string' || !URL.canParse(link)) return link;
	const url = new URL(link);
	url.pathname = url.pathname.replace(/\/{2,}/g, '/');
	return url.toString();
}
