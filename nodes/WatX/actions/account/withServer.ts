import type { IDataObject, NodeApiError } from 'n8n-workflow';
import type { Call } from '../../fields/call';
import { endpoints, type Endpoint } from '../../gateway/endpoints';
import { faultOf } from '../../gateway/faults/fault';
import type { Answer, RequestOptions } from '../../gateway/request';

/** Asks for a QR code. Some installations choose the server themselves, others refuse a call without one: there the first one does. */
export async function withServer(
	call: Call,
	endpoint: Endpoint,
	params: Record<string, string>,
	sid: string | undefined,
	options: Pick<RequestOptions, 'accept'> = {},
): Promise<Answer<IDataObject>> {
	if (sid !== undefined) return await call.request(endpoint, { ...params, sid }, options);
	try {
		return await call.request(endpoint, params, options);
	} catch (error) {
		const { kind, code } = faultOf(error) ?? {};
		if (kind !== 'refused' || code !== 400) throw error as NodeApiError;
		const [server] = (await call.request<IDataObject[]>(endpoints.getServers, {})).data;
		if (typeof server?.id !== 'number' && typeof server?.id !== 'string')
			throw error as NodeApiError;
		return await call.request(endpoint, { ...params, sid: String(server.id) }, options);
	}
}
