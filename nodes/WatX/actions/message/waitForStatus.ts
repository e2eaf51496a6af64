import { messageIdField, getMessageId } from '../../fields/messageId';
import { getStatusWait, statusWaitOption } from '../../fields/sendingOptions';
import { endpoints } from '../../gateway/endpoints';
import { idValue } from '../../gateway/messageRow';
import type { Operation } from '../operation';
import { id, text } from '../output';
import { waitForStatus as wait } from './messageStatus';

const DEFAULT_SECONDS = 60;

/** Waits until a message was sent or has failed (contract: endpoint 9). */
export const waitForStatus: Operation = {
	name: 'Wait for Status',
	value: 'waitForStatus',
	action: 'Wait for status of WhatsApp message',
	description:
		'Wait until a message that was accepted by the gateway is sent; one that failed is an error of its item. Sent means handed to WhatsApp, not delivered or read.',
	fields: [messageIdField],
	calls: [endpoints.getSentMessage],
	output: {
		messageId: id('ID of the message'),
		status: text(
			'"sent", or where it still was when the time was over: "pending", "queued", "unknown"',
		),
	},
	options: [statusWaitOption],
	orderKey: () => ({}),
	async run(call) {
		const messageId = getMessageId(call);
		const seconds = getStatusWait(call, DEFAULT_SECONDS);
		const output = (status: string | null) => [{ json: { messageId: idValue(messageId), status } }];
		return {
			outputs: output('unknown'),
			rest: async (signal) => output(await wait(call, messageId, seconds, signal)),
		};
	},
};
