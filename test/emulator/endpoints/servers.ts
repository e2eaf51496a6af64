import { fail } from '../envelope';
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
		if (data.length === 0 && settings.emptyList !== '[]') return fail(404, 'Nothing found!');
		return listEnvelope('WhatsApp Servers', data, settings);
	},
};
