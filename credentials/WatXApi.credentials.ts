import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INodeProperties,
} from 'n8n-workflow';
import { placeSecret } from '../nodes/WatX/gateway/secret';

/** The API key of one WatX installation. The WatX node tests it (see `watXApiTest`). */
export class WatXApi implements ICredentialType {
	name = 'watXApi';

	displayName = 'WatX API';

	icon = { light: 'file:../icons/watx.svg', dark: 'file:../icons/watx.dark.svg' } as const;

	documentationUrl = 'https://github.com/upmtech/n8n-nodes-watx#your-first-message-in-five-minutes';

	properties: INodeProperties[] = [
		{
			displayName: 'Base URL',
			name: 'baseUrl',
			type: 'string',
			required: true,
			default: 'https://sms.upmtech.in/api',
			placeholder: 'e.g. https://sms.upmtech.in/api',
			description:
				'Address of the API of your WatX installation, with or without a slash at the end. Change it only when you do not use sms.upmtech.in.',
		},
		{
			displayName: 'Secret',
			name: 'secret',
			type: 'string',
			typeOptions: { password: true },
			required: true,
			default: '',
			description: 'API secret from WatX under Tools → API Keys',
			hint: 'From WatX under Tools → API Keys. Tick there what the key may do: wa_send to send, get_wa_accounts for the list of accounts, get_wa_received to receive.',
		},
	];

	authenticate = async (
		credentials: ICredentialDataDecryptedObject,
		request: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> => placeSecret(credentials, request);
}
