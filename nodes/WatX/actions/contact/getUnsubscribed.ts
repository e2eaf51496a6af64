import { pagingFields } from '../../fields/paging';
import { endpoints } from '../../gateway/endpoints';
import type { Operation } from '../operation';
import { getPagedRows } from '../rows';
import { simplifyUnsubscribed, unsubscribedOutput } from '../simplify';

/** Lists the people who asked for no more messages (contract: Endpoint 17). */
export const getUnsubscribed: Operation = {
	name: 'Get Unsubscribed',
	value: 'getUnsubscribed',
	action: 'Get unsubscribed WhatsApp contacts',
	description:
		'List the phone numbers whose message began with "stop". The gateway sends to them all the same: the option Skip Unsubscribed of Send and Send Bulk leaves them out. Not every installation of WatX offers it.',
	fields: pagingFields,
	calls: [endpoints.getUnsubscribed],
	output: unsubscribedOutput,
	run: async (call) =>
		await getPagedRows(call, endpoints.getUnsubscribed, { toJson: simplifyUnsubscribed }),
};
