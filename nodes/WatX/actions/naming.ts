import { NodeApiError } from 'n8n-workflow';
import { faultOf, type FaultKind } from '../gateway/faults/fault';

/** What the gateway says of an ID that it does not have, which differs from call to call (contract: Endpoints). */
const UNKNOWN_ID = new Set<FaultKind | undefined>(['refused', 'missing', 'gatewayError']);

/**
 * Waits for a request that is about one thing; where the gateway may not have it, the error names its ID and where IDs are
 * listed.
 *
 * @param list the operation that lists the right IDs, e.g. `Message: Get Sent`
 * @throws what the request throws
 */
export async function naming<T>(id: string, list: string, request: Promise<T>): Promise<T> {
	return await request.catch((error: unknown) => {
		if (error instanceof NodeApiError && UNKNOWN_ID.has(faultOf(error)?.kind)) {
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
