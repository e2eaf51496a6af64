import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { parseBaseUrl } from './baseUrl';

/** What a credential gives: the address of the gateway's API without a trailing slash, and the secret as it travels. */
export interface Access {
	baseUrl: string;
	secret: string;
}

/**
 * Reads the WatX credential (contract: Base URL, Every call).
 *
 * @returns the access, or the sentences that say what is wrong with the credential and what to do
 */
export function parseAccess(
	credentials: ICredentialDataDecryptedObject,
): Access | { problem: string } {
	const base = parseBaseUrl(credentials.baseUrl);
	if ('problem' in base) return base;
	// Blanks around it come from copying.
	const secret = String(credentials.secret ?? '').trim();
	if (secret === '') return { problem: `The Secret of the WatX credential is empty. ${COPY_IT}` };
	// Half of a character cannot be encoded, and an error about it would hold the secret.
	if (/\p{Cs}/u.test(secret)) {
		return {
			problem: `The Secret of the WatX credential holds half of a character, so it was not copied whole. ${COPY_IT}`,
		};
	}
	return { baseUrl: base.url, secret };
}

const COPY_IT = 'Copy it again from WatX under Tools → API Keys.';
