import type { Call } from '../../fields/call';
import { skipUnsubscribedOption } from '../../fields/sendingOptions';
import { endpoints } from '../../gateway/endpoints';
import { parseContact } from '../../gateway/messageRow';
import { lookUpFailed, readForLookUp } from '../lookUp';

/** More than any list of this kind holds; beyond it, nobody can be said not to be on it. */
const MOST_ROWS = 200_000;

/**
 * Who has written "stop" to the gateway, which itself sends to them all the same; read once per run (contract: Endpoint 17).
 *
 * @returns phone numbers as + and digits
 * @throws NodeOperationError when the gateway does not tell; nothing was sent
 */
export async function fetchUnsubscribed(call: Call): Promise<Set<string>> {
	return await call.shared(readUnsubscribed).catch((error: unknown) => {
		const advice = `Or remove the option "${skipUnsubscribedOption.displayName}".`;
		throw lookUpFailed(call, skipUnsubscribedOption.displayName, error, advice);
	});
}

async function readUnsubscribed(call: Call): Promise<Set<string>> {
	const { rows, end, isSure } = await readForLookUp(call, endpoints.getUnsubscribed, MOST_ROWS);
	if (end !== 'end' || !isSure) {
		return call.refuse(
			'The list of unsubscribed contacts could not be read to its end',
			'Try again.',
		);
	}
	return new Set(rows.map(({ phone }) => parseContact(phone)));
}
