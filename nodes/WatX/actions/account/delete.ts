import { accountField, getAccount } from '../../fields/account';
import { notice } from '../../fields/notice';
import { endpoints } from '../../gateway/endpoints';
import { naming } from '../naming';
import type { Operation } from '../operation';
import { flag, text } from '../output';

/** Deletes a linked account (contract: endpoint 14). */
export const deleteAccount: Operation = {
	name: 'Delete',
	value: 'delete',
	action: 'Delete WhatsApp account',
	description:
		'Unlink a WhatsApp account from the gateway for good: its unique ID stops working, nothing can be sent or received with it, and it must be linked again with a new QR code',
	fields: [
		notice(
			'deleteAccountNotice',
			'This unlinks the account for good: its unique ID stops working, and the phone must scan a new QR code to be linked again. It cannot be undone.',
		),
		accountField,
	],
	calls: [endpoints.deleteAccount],
	output: { deleted: flag('Always true'), account: text('Unique ID of the account') },
	async run(call) {
		const account = getAccount(call);
		const request = call.request(endpoints.deleteAccount, { unique: account });
		await naming(account, 'Account: Get Many', request);
		return [{ json: { deleted: true, account } }];
	},
};
