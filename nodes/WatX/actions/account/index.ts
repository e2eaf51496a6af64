import type { Resource } from '../operation';
import { deleteAccount } from './delete';
import { getLinkStatus } from './getLinkStatus';
import { getMany } from './getMany';
import { getQrCode } from './getQrCode';
import { link } from './link';
import { relink } from './relink';

export const account: Resource = {
	name: 'Account',
	value: 'account',
	description: 'Link WhatsApp accounts, list and delete them',
	operations: [getMany, link, getQrCode, getLinkStatus, relink, deleteAccount],
};
