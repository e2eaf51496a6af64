import { NodeApiError } from 'n8n-workflow';
import { faultOf } from '../gateway/faults/fault';

/** The codes of an ID that the gateway does not have, which differ from call to call (contract: Endpoints). */
const UNKNOWN_ID = new Set([400, 404, 500]);

/**
 * Waits for a request that is about one thing; where the gateway may not have it, the error names its ID and where IDs are
 * listed.
 *
 * @param list the operation that lists the right IDs, e.g. `Message: Get Sent`
 * @throws what the request throws
 */
export async function naming<T>(id: string, list: string, request: Promise<T>): Promise<T> {
	return await request.catch((error: unknown) => {
		const code = faultOf(error)?.code;
		if (error instanceof NodeApiError && code !== undefined && UNKNOWN_ID.has(code)) {
			const { message, description } = error;
			// An error that Retry On Fail brings back has it already.
			if (!message.includes(id))
				error.message = `${message.replace(/\.$/, '')}. The ID was "${id}"`;
			const advice = `${list} shows the IDs there are.`;
			if (!description?.includes(advice))
				error.description = `${advice} ${description ?? ''}`.trim();
		}
		throw error;
	});
}
