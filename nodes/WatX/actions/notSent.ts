import type { IDataObject } from 'n8n-workflow';
import { UserError } from 'n8n-workflow';

/** Ends an item without sending and without an error. */
export class NotSent extends UserError {
	/** @param json the output of the item, in the shape of a message that was sent, and why it was not */
	constructor(readonly json: IDataObject & { status: 'skipped' | 'rehearsed' }) {
		super(`The item is ${json.status}`);
	}
}

/** An item that is left out; `gatewayMessage` says why in a sentence. */
export const skipped = (
	reason: 'not connected' | 'already sent' | 'unsubscribed',
	sentence: string,
	{ messageId = null, recipient }: { messageId?: string | number | null; recipient: string },
): NotSent =>
	new NotSent({ messageId, status: 'skipped', recipient, reason, gatewayMessage: sentence });
