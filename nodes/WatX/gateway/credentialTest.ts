import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	IDataObject,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { parseEnvelope } from './answer';
import { unexpectedAnswerFault } from './faults/answerFault';
import { parseBaseUrl } from './baseUrl';
import { endpoints } from './endpoints';
import { withoutSecret } from './faults/fault';
import { networkFault } from './faults/networkFault';
import { getSecret } from './secret';

const TIMEOUT_MS = 20_000;

/**
 * Tests the credential by asking for one account (contract: endpoint 5).
 *
 * A key that may not list accounts is right nevertheless: the gateway knew it.
 */
export async function watXApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const base = parseBaseUrl(credential.data?.baseUrl);
	const secret = getSecret(credential.data ?? {});
	if ('problem' in base) return { status: 'Error', message: base.problem };
	if (secret === '') {
		return {
			status: 'Error',
			message: 'The Secret is empty. Copy it from WatX under Tools → API Keys.',
		};
	}
	const bad = (sentence: string): INodeCredentialTestResult => ({
		status: 'Error',
		message: withoutSecret(sentence, secret),
	});
	const { helpers } = this;
	try {
		const response = (await helpers.request({
			method: 'GET',
			uri: `${base.url}/${endpoints.getAccounts.path}`,
			qs: { secret, limit: 1 },
			json: false,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			timeout: TIMEOUT_MS,
		})) as { statusCode: number; body: unknown; headers: IDataObject };
		return judge(response, bad);
	} catch (error) {
		const fault = networkFault(error, TIMEOUT_MS);
		return bad(`${capitalize(fault.reason)}. ${fault.advice}`);
	}
}

function judge(
	raw: { statusCode: number; body: unknown; headers: IDataObject },
	bad: (sentence: string) => INodeCredentialTestResult,
): INodeCredentialTestResult {
	const envelope = parseEnvelope(raw.body);
	if (!envelope) {
		const fault = unexpectedAnswerFault(endpoints.getAccounts, raw);
		return bad(`This is not the address of a WatX gateway: ${fault.reason}. ${fault.advice}`);
	}
	const { status, message } = envelope;
	if (status === 200 || status === 404) {
		return { status: 'OK', message: 'Connection successful: the gateway accepts the secret.' };
	}
	if (status === 403) {
		return {
			status: 'OK',
			message:
				'The secret is right, but its API key may not list accounts (permission "get_wa_accounts"): enter accounts by ID.',
		};
	}
	if (status === 401) {
		return bad(
			`The gateway refuses the secret: ${message || 'wrong secret'} (401). Copy it again from WatX under Tools → API Keys.`,
		);
	}
	return bad(
		`The gateway answered with an error: ${message || 'no reason given'} (${status}). Try again later.`,
	);
}

const capitalize = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
