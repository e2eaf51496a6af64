import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';
import { parseAccess, type Access } from './access';
import type { RawAnswer } from './answer';
import { endpoints } from './endpoints';
import { exchange, PLAIN } from './exchange';
import type { Fault } from './faults/fault';
import { quoteWithout } from './faults/quote';
import { understand } from './understand';

const BOUNDS = { timeoutMs: 20_000, maxBytes: 4 * 1024 * 1024 };

/**
 * Tests the credential by asking for one account (contract: endpoint 5).
 *
 * A key that may not list accounts is right nevertheless: the gateway knew it.
 */
export async function watXApiTest(
	this: ICredentialTestFunctions,
	credential: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const access = parseAccess(credential.data ?? {});
	if ('problem' in access) return bad(access.problem);
	const { helpers } = this;
	const call = async (): Promise<unknown> =>
		(await helpers.request({
			method: 'GET',
			uri: `${access.baseUrl}/${endpoints.getAccounts.path}`,
			headers: { ...PLAIN },
			qs: { secret: access.secret, limit: 1 },
			json: false,
			simple: false,
			resolveWithFullResponse: true,
			followRedirect: false,
			useStream: true,
			timeout: BOUNDS.timeoutMs,
		})) as RawAnswer;
	const received = await exchange(call, BOUNDS);
	if ('reason' in received) return bad(`${sentence(received.reason)} ${received.advice}`);
	return judge({ ...received, body: received.body.toString('utf8') }, access);
}

function judge(raw: RawAnswer, { baseUrl, secret }: Access): INodeCredentialTestResult {
	const quote = quoteWithout(secret);
	const result = understand(endpoints.getAccounts, raw, { quote, baseUrl });
	if (!('reason' in result)) {
		return { status: 'OK', message: 'Connection successful: the gateway accepts the secret.' };
	}
	if (result.kind === 'permission') {
		return {
			status: 'OK',
			message: `The secret is right, but its API key may not list accounts (permission "get_wa_accounts"): enter accounts by ID. ${said(result)}`,
		};
	}
	return bad(explain(result));
}

function explain(fault: Fault): string {
	const { kind, reason, advice } = fault;
	if (kind === 'wrongSecret') {
		return `The gateway refuses the secret: ${reason}. Copy it again from WatX under Tools → API Keys.`;
	}
	const isBusy = kind === 'tooManyRequests' || (fault.code ?? 0) >= 500;
	if (isBusy) {
		return `The gateway, or a proxy before it, is busy or has a problem, so the secret could not be tested: ${reason}. Try again later.`;
	}
	if (kind === 'foreign' || kind === 'redirect') {
		return `This is not the address of a WatX gateway: ${reason}. ${advice}`;
	}
	return `${said(fault)} ${advice}`;
}

const said = ({ reason }: Fault): string => `The gateway says: ${reason}.`;

const bad = (message: string): INodeCredentialTestResult => ({ status: 'Error', message });

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
