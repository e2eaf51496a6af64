import { createdOf, idOf, listEnvelope, pageOf } from '../lists';
import type { Endpoint } from './endpoint';

/** Not in [S]: the senders whose message began with "stop". */
export const getUnsubscribed: Endpoint = {
	path: 'get/unsubscribed',
	method: 'GET',
	permission: 'get_unsubscribed',
	required: [],
	run: (call) => {
		const { state, settings } = call;
		const data = pageOf(state.unsubscribed, 'unsubscribed', call).map(({ id, phone, created }) => ({
			id: idOf(id, settings),
			phone,
			created: createdOf(created, settings),
		}));
		return listEnvelope('Unsubscribed Contacts', data, settings);
	},
};
