import { accountField, getAccount } from '../../fields/account';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';

/** Deletes a linked account (contract: endpoint 14). */
export const deleteAccount: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete account',
	description:
		'Unlink a WhatsApp account from the gateway for good: its unique ID stops working, nothing can be sent or received with it, and it must be linked again with a new QR code',
	fields: [accountField],
	async run(call) {
		const account = getAccount(call);
		await call.request(endpoints.deleteAccount, { unique: account });
		return [{ json: { deleted: true, account } }];
	},
};
