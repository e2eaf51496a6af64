import type { Resource } from '../operation';
import { deleteAccount } from './delete';
import { getLinkStatus } from './getLinkStatus';
import { getMany } from './getMany';
import { getQrCode } from './getQrCode';
import { link } from './link';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Link WhatsApp accounts, list and delete them',
	operations: [getMany, link, getQrCode, getLinkStatus, deleteAccount],
};
