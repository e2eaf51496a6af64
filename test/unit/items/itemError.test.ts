import type { INode } from 'n8n-workflow';
import { endpoints } from '../../../nodes/WatX/gateway/endpoints';
import { faultError } from '../../../nodes/WatX/gateway/faults/fault';
import { errorItem, errorText } from '../../../nodes/WatX/items/itemError';

const node = { name: 'WatX', parameters: {} } as unknown as INode;
const error = faultError(node, endpoints.sendMessage, {
	kind: 'gatewayError',
	reason: 'broke',
	advice: 'Wait.',
	carriedOut: 'no',
	transient: false,
});

describe('the item of a failure', () => {
	it('holds the whole text', () => {
		expect(errorText(error)).toBe('WatX could not send the message: broke. Wait.');
	});

	it('holds nothing but the error for the error output, so that n8n knows it in any version', () => {
		const item = errorItem({ ...node, onError: 'continueErrorOutput' }, error, {
			itemIndex: 4,
			happened: 'no',
		});
		expect(item).toEqual({ json: { error: expect.any(String) }, pairedItem: { item: 4 } });
	});
});
