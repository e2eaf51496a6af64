import { idOf, listEnvelope } from '../lists';
import type { Endpoint } from './endpoint';

/** Endpoint 13, not paged. */
export const getServers: Endpoint = {
	path: 'get/wa.servers',
	method: 'GET',
	permission: 'create_whatsapp',
	required: [],
	run: ({ state, settings }) => {
		const data = state.servers.map(({ id, name }) => ({ id: idOf(id, settings), name }));
		return listEnvelope('WhatsApp Servers', data, settings);
	},
};
