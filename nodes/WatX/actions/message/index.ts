import type { Resource } from '../operation';
import { deleteReceived } from './deleteReceived';
import { deleteSent } from './deleteSent';
import { get } from './get';
import { getConversation } from './getConversation';
import { getPending } from './getPending';
import { getReceived } from './getReceived';
import { getSent } from './getSent';
import { send } from './send';
import { sendAndWait } from './sendAndWait';
import { sendBulk } from './sendBulk';
import { waitForStatus } from './waitForStatus';

export const message: Resource = {
	name: 'Message',
	value: 'message',
	description: 'Send WhatsApp messages and read what was sent and received',
	operations: [
		send,
		sendBulk,
		sendAndWait,
		waitForStatus,
		get,
		getSent,
		getReceived,
		getPending,
		getConversation,
		deleteSent,
		deleteReceived,
	],
};
