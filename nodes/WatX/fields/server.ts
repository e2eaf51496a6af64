import type { INodeProperties } from 'n8n-workflow';
import type { Call } from './call';
import { locator } from './locator';
import { getNumericId, getText } from './values';

/** The WhatsApp server an account is linked on (contract: endpoints 4 and 13, `sid`). */
export const serverField: INodeProperties = {
	...locator({
		displayName: 'Server',
		name: 'server',
		description:
			'The WhatsApp server of the gateway that runs the new account. Leave empty to let the gateway choose; otherwise enter the number "id" that Server: Get Many returns.',
		search: 'searchServers',
		listPlaceholder: 'Chosen by the gateway',
		idPlaceholder: 'e.g. 1',
	}),
	required: false,
};

/** The ID of the server to link on, or undefined when the gateway is to choose. */
export function getServer(call: Call): string | undefined {
	if (getText(call, serverField) === '') return undefined;
	return getNumericId(call, serverField, 'Choose a server from the list');
}
