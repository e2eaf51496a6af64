import type { Call } from '../actions/operation';

const read = (call: Call, name: string): string => {
	const value = call.param<unknown>(name);
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
};

/** The unique ID of the account this item works with. */
export function readAccount(call: Call): string {
	const account = read(call, 'account');
	if (account === '') {
		return call.refuse(
			'"Account" is empty',
			'Choose an account from the list, or enter its unique ID. The list is empty when no WhatsApp account is linked.',
		);
	}
	if (!/\s/.test(account) && !account.startsWith('+')) return account;
	return call.refuse(
		`${JSON.stringify(account)} in "Account" is not the unique ID of an account`,
		'Choose the account from the list, or enter its unique ID (72 hexadecimal digits), not its phone number or name.',
	);
}

/** The ID of the campaign this item works with. */
export function readCampaign(call: Call): string {
	return readNumber(call, 'campaign', 'Campaign', 'Choose a campaign from the list');
}

/** The ID of the message this item works with. */
export function readMessageId(call: Call): string {
	return readNumber(call, 'messageId', 'Message ID', 'Take it from the output of a list');
}

/** The ID of the server to link on, or undefined when the gateway is to choose. */
export function readServer(call: Call): string | undefined {
	if (read(call, 'server') === '') return undefined;
	return readNumber(call, 'server', 'Server', 'Choose a server from the list');
}

/** The address of the group this item works with. */
export function readGroup(call: Call): string {
	const group = read(call, 'group');
	if (/^[\d-]+@g\.us$/.test(group)) return group;
	return call.refuse(
		group === ''
			? '"Group" is empty'
			: `${JSON.stringify(group)} in "Group" is not the address of a group`,
		'Choose a group from the list, or enter its address, which ends with @g.us.',
	);
}

function readNumber(call: Call, name: string, displayName: string, advice: string): string {
	const value = read(call, name);
	if (/^\d+$/.test(value)) return value;
	return call.refuse(
		value === ''
			? `"${displayName}" is empty`
			: `${JSON.stringify(value)} in "${displayName}" is not an ID`,
		`${advice}, or enter its ID, which is a number.`,
	);
}
