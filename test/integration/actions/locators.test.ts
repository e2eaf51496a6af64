import type { INodeParameters } from 'n8n-workflow';
import { startSuite, type Suite } from '../suite';
import { act, byId, output } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const search = async (
	method: string,
	more: { filter?: string; paginationToken?: string; parameters?: INodeParameters } = {},
	secret?: string,
) => await suite.engine.searchList({ method, credentials: suite.credentials(secret), ...more });

/** All helpings of a list, as a person sees them who scrolls to its end. */
async function scroll(method: string, filter?: string): Promise<string[]> {
	const names: string[] = [];
	let paginationToken: string | undefined;
	do {
		const helping = await search(method, { filter, paginationToken });
		names.push(...helping.results.map(({ name }) => name));
		paginationToken = helping.paginationToken as string | undefined;
	} while (paginationToken);
	return names;
}

it('shows accounts by phone number, and as state only the one that is a warning', async () => {
	suite.gateway.addAccount({
		phone: '+919876500002',
		status: 'disconnected',
		created: suite.account.created + 1,
	});
	expect((await search('searchAccounts')).results).toEqual([
		{ name: '+919876500002 (disconnected)', value: expect.stringMatching(/^[0-9a-f]{72}$/) },
		{ name: suite.account.phone, value: suite.account.unique },
	]);
});

it('shows groups of the chosen account by name, and servers', async () => {
	const { gid } = suite.gateway.addGroup({ name: 'Morning class' });
	const other = suite.gateway.addAccount();
	suite.gateway.addGroup({ name: 'Elsewhere', unique: other.unique });
	const parameters = {
		resource: 'group',
		operation: 'getContacts',
		account: byId(suite.account.unique),
	};
	expect((await search('searchGroups', { parameters, filter: 'morn' })).results).toEqual([
		{ name: 'Morning class', value: gid },
	]);
	expect((await search('searchServers')).results).toEqual([
		{ name: 'Chosen by the gateway', value: '' },
		{ name: 'WhatsApp Server 1', value: '1' },
	]);
	expect((await search('searchServers', { filter: 'server 1' })).results).toHaveLength(1);
});

it('asks for the account before it can show groups', async () => {
	const parameters = { resource: 'group', operation: 'getContacts' };
	await expect(search('searchGroups', { parameters })).rejects.toThrow(
		/^Choose an "Account" first/,
	);
});

describe('a long list', () => {
	beforeEach(() => {
		for (let index = 1; index <= 65; index++) {
			suite.gateway.addCampaign({ name: `Campaign ${index}`, status: 'paused' });
		}
		suite.gateway.settings.maxLimit = 10;
	});

	it.each([false, true])(
		'is shown to its end, each row once (repeated pages: %s)',
		async (repeatPages) => {
			suite.gateway.settings.repeatPages = repeatPages;
			const names = await scroll('searchCampaigns');
			expect(names).toHaveLength(65);
			expect(new Set(names).size).toBe(65);
		},
	);

	it('is searched through to later pages at once', async () => {
		const { results } = await search('searchCampaigns', { filter: 'paign 7 ' });
		expect(results).toEqual([{ name: 'Campaign 7 (#7)', value: '7' }]);
	});

	it('has an end for a search without a match', async () => {
		expect(await search('searchCampaigns', { filter: 'nothing' })).toEqual({ results: [] });
	});
});

describe('a search', () => {
	it.each(['+9198765 00002', '98765-00002', '98765\u201100002', ' 00002 '])(
		'finds a number however it is written: %j',
		async (filter) => {
			const { unique } = suite.gateway.addAccount({ phone: '+919876500002' });
			const { results } = await search('searchAccounts', { filter });
			expect(results).toEqual([{ name: '+919876500002', value: unique }]);
		},
	);

	it('finds an ID only when it is whole', async () => {
		const { unique } = suite.account;
		expect((await search('searchAccounts', { filter: unique })).results).toHaveLength(1);
		expect((await search('searchAccounts', { filter: unique.slice(0, 30) })).results).toEqual([]);
	});
});

describe('without a linked account', () => {
	it('the list says so and how to link one, a search does not', async () => {
		suite.gateway.state.accounts = [];
		await expect(search('searchAccounts')).rejects.toThrow(
			/^No WhatsApp account is linked .* Account: Link /,
		);
		suite.gateway.addAccount();
		expect(await search('searchAccounts', { filter: 'nobody' })).toEqual({ results: [] });
	});
});

describe('a list that fails', () => {
	it('says what the gateway said', async () => {
		suite.gateway.fault({ kind: 'status', status: 401, message: 'Invalid API secret!' });
		await expect(search('searchAccounts')).rejects.toMatchObject({
			message: 'WatX could not list the accounts: Invalid API secret! (401)',
			description: expect.stringContaining('Copy the API secret'),
			httpCode: '401',
		});
	});

	it('names the missing permission and the way around it', async () => {
		const secret = suite.gateway.addKey(['wa_send', 'get_wa_groups']);
		await expect(search('searchAccounts', {}, secret)).rejects.toMatchObject({
			message: expect.stringMatching(
				/\(403\)\. You can still choose "By ID" and enter the unique ID.*dashboard/,
			),
			description: expect.stringContaining('"get_wa_accounts"'),
			httpCode: '403',
		});
		const parameters = { account: byId(suite.account.unique) };
		const { error } = await act(suite, 'group: getMany', parameters, [{}], secret);
		expect(error).toBeUndefined();
	});
});

it('takes a value chosen from the list and one by expression', async () => {
	const { id } = suite.gateway.addCampaign();
	const chosen = { __rl: true, mode: 'list', value: String(id), cachedResultName: 'Campaign' };
	expect(await output(suite, 'campaign: stop', { campaign: chosen })).toHaveLength(1);
	const computed = { __rl: true, mode: 'id', value: '={{ $json.id }}' };
	expect(await output(suite, 'campaign: start', { campaign: computed }, [{ id }])).toEqual([
		{ success: true, campaign: String(id) },
	]);
});
