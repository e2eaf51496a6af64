import { PERMISSIONS } from '../emulator';
import { startSuite, type Suite } from './suite';
import { act, byId } from './actions/act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => {
	suite.reset();
	suite.gateway.state.keys.set(SECRET, new Set(PERMISSIONS));
});
afterAll(async () => await suite.close());

/** Blanks, signs and letters that travel in other spellings than they are typed in. */
const SECRET = 'pass word+of/the&gym=ü';
const spellings = [
	SECRET,
	encodeURIComponent(SECRET),
	new URLSearchParams([['', SECRET]]).toString().slice(1),
];

/** Fails unless it speaks of the fault and of no spelling of the secret. */
function expectClean(error: unknown, words: string): void {
	const { message, description } = error as { message: string; description?: string };
	const text = `${message}\n${description ?? ''}\n${JSON.stringify(error)}`;
	expect(text).toContain(words);
	for (const spelling of spellings) expect(text).not.toContain(spelling);
}

const said = (spelling: string) => ({
	kind: 'status' as const,
	status: 500,
	message: `No key ${spelling} in the table`,
	times: Infinity,
});

describe.each(spellings)("a gateway that quotes the secret as '%s'", (spelling) => {
	it.each([
		['message: send', { account: byId('a'), recipient: '+919876543210', message: 'Hello' }],
		['message: getSent', { options: { maxTries: 1 } }],
		['message: deleteSent', { messageId: '5' }],
		['server: getMany', { options: { maxTries: 1 } }],
	])('is quoted without it by %s', async (place, parameters) => {
		suite.gateway.fault(said(spelling));
		const { error } = await act(suite, place, parameters, [{}], SECRET);
		expectClean(error, 'No key •');
	});

	it('is quoted without it when it reports success and gives nothing', async () => {
		const body = JSON.stringify({ status: 200, message: `Hello ${spelling}`, data: false });
		suite.gateway.fault({ kind: 'http', status: 200, body });
		const { error } = await act(suite, 'message: get', { messageId: '5' }, [{}], SECRET);
		expectClean(error, 'returned no data that fits (Hello •');
	});

	it('is quoted without it when a page of a proxy carries it in its title', async () => {
		const body = `<html><title>Not found: ${spelling}</title></html>`;
		suite.gateway.fault({ kind: 'http', status: 404, body });
		const { error } = await act(suite, 'message: getSent', {}, [{}], SECRET);
		expectClean(error, 'titled "Not found: •');
	});

	it('is quoted without it in the list of a locator', async () => {
		suite.gateway.fault(said(spelling));
		const search = { method: 'searchServers', credentials: suite.credentials(SECRET) };
		const error: unknown = await suite.engine.searchList(search).catch((e: unknown) => e);
		expectClean(error, 'No key •');
	});

	it('is quoted without it by the test of the credential', async () => {
		suite.gateway.fault(said(spelling));
		const data = suite.credentials(SECRET).watXApi;
		expectClean(await suite.engine.testCredential('watXApi', data), 'No key •');
	});
});

it.each(['message: getSent', 'message: deleteSent', 'account: getQrCode'])(
	'%s names the host of a redirect and nothing else of its address',
	async (place) => {
		const location = `http://user:word@elsewhere.example/path/${encodeURIComponent(SECRET)}?token=abc#end`;
		suite.gateway.fault({ kind: 'redirect', location });
		const parameters = { messageId: '5', token: 'abc' };
		const { error } = await act(suite, place, parameters, [{}], SECRET);
		expectClean(error, '(it points to http://elsewhere.example)');
		expect(JSON.stringify(error)).not.toMatch(/user|word|path|token=|#end/);
	},
);
