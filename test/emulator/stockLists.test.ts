import { envelopeOf, rowsOf } from './client';
import { useEmulator } from './fixture';

const fixture = useEmulator();

async function ids(query: Record<string, string> = {}, path = 'get/wa.received') {
	return rowsOf(await fixture.client.get(path, query)).map((row) => Number(row.id));
}
/** Messages of one second each, so that nothing is left to chance. */
function receive(count: number): void {
	for (let index = 0; index < count; index++) fixture.gateway.receive({ created: 1000 + index });
}
const down = (from: number, to: number) =>
	Array.from({ length: from - to + 1 }, (_, index) => from - index);
const sorted = (list: number[]) => [...list].sort((a, b) => b - a);

test('page 2 begins at twice the limit; another limit reaches what is left out', async () => {
	receive(100);
	expect(await ids({ limit: '10', page: '1' })).toEqual(down(100, 91));
	expect(await ids({ limit: '10', page: '2' })).toEqual(down(80, 71));
	expect(await ids({ limit: '10', page: '3' })).toEqual(down(70, 61));
	expect(await ids({ limit: '5', page: '2' })).toEqual(down(90, 86));
	expect(await ids({ limit: '5', page: '3' })).toEqual(down(85, 81));
	expect(await ids({ limit: '50', page: '2' })).toEqual([]);
});

test('there is no largest limit, and the default is 10', async () => {
	receive(1500);
	expect(await ids()).toHaveLength(10);
	expect(await ids({ limit: '100000' })).toEqual(down(1500, 1));
});

test('rows of one second stand as chance has it: the same for one limit, another for another', async () => {
	for (let index = 0; index < 40; index++) fixture.gateway.receive({ created: 1000 });
	const whole = await ids({ limit: '40' });
	expect(whole).not.toEqual(down(40, 1));
	expect(sorted(whole)).toEqual(down(40, 1));
	expect(await ids({ limit: '40' })).toEqual(whole);
	expect(await ids({ limit: '39' })).not.toEqual(whole.slice(0, 39));
	fixture.gateway.settings.seed = 2;
	expect(await ids({ limit: '40' })).not.toEqual(whole);
	fixture.gateway.settings.seed = 1;
	fixture.gateway.receive({ created: 999 });
	const moved = await ids({ limit: '40' });
	expect(moved).not.toEqual(whole);
	expect(sorted(moved)).toEqual(down(40, 1));
});

test('pages of one limit hold each row once, also where a second is cut in two', async () => {
	for (let index = 0; index < 60; index++) {
		fixture.gateway.receive({ created: 1000 + Math.floor(index / 7) });
	}
	const pages = await Promise.all(
		['1', '2', '3', '4', '5'].map(async (page) => await ids({ limit: '10', page })),
	);
	const seen = pages.flat();
	expect(seen).toHaveLength(50);
	expect(new Set(seen).size).toBe(50);
	const dates = seen.map((id) => Math.floor((id - 1) / 7));
	expect(dates).toEqual([...dates].sort((a, b) => b - a));
});

test('a message that comes late has the highest id deep in the list, or on top (3.9.5)', async () => {
	const { gateway } = fixture;
	for (let index = 0; index < 5; index++) gateway.receive({ sentSecondsAgo: 50 - index });
	const late = gateway.receive({ sentSecondsAgo: 3600 });
	expect(late.id).toBe(6);
	expect(await ids()).toEqual([5, 4, 3, 2, 1, 6]);
	gateway.settings.receivedDate = 'insertion';
	gateway.advanceClock(60);
	gateway.receive({ sentSecondsAgo: 3600 });
	expect(await ids()).toEqual([7, 5, 4, 3, 2, 1, 6]);
});

test('ids restart after the highest rows were deleted and the server was restarted', async () => {
	const { gateway, client, text } = fixture;
	receive(3);
	await client.get('delete/wa.received', { id: '3' });
	expect(gateway.receive().id).toBe(4);
	await client.get('delete/wa.received', { id: '4' });
	gateway.restart();
	expect(gateway.receive().id).toBe(3);
	await client.post('send/whatsapp', text());
	gateway.state.pending = [];
	gateway.restart();
	const again = envelopeOf(await client.post('send/whatsapp', text()));
	expect(again.data).toEqual({ messageId: 1 });
});

describe('a proxy', () => {
	test.each([37, 1000])('that allows %i rows', async (maxLimit) => {
		fixture.gateway.settings.maxLimit = maxLimit;
		receive(1200);
		expect(await ids({ limit: '5000' })).toHaveLength(maxLimit);
	});

	test('that drops the limit, or the page', async () => {
		const { settings } = fixture.gateway;
		receive(40);
		settings.ignoreLimit = true;
		expect(await ids({ limit: '3' })).toHaveLength(10);
		expect(await ids({ limit: '3', page: '2' })).toEqual(down(20, 11));
		Object.assign(settings, { ignoreLimit: false, ignorePage: true });
		expect(await ids({ limit: '3', page: '7' })).toEqual([40, 39, 38]);
	});

	test('that repeats the last page', async () => {
		fixture.gateway.settings.repeatPages = true;
		receive(35);
		expect(await ids({ limit: '10', page: '9' })).toEqual(down(5, 1));
		expect(await ids({ limit: '30', page: '2' })).toEqual(down(35, 6));
	});

	test('that lists the oldest first', async () => {
		fixture.gateway.settings.listOrder = 'oldest';
		receive(30);
		expect(await ids({ limit: '3' })).toEqual([1, 2, 3]);
		expect(await ids({ limit: '3', page: '2' })).toEqual([7, 8, 9]);
	});

	test('that makes rows an object under their ids', async () => {
		const { client, gateway, account } = fixture;
		receive(2);
		gateway.settings.rowsAs = 'object';
		const { data } = envelopeOf(await client.get('get/wa.received'));
		expect(data).toMatchObject({ 1: { id: 1 }, 2: { id: 2 } });
		gateway.addGroup({ name: 'Team' });
		const groups = await client.get('get/wa.groups', { unique: account.unique });
		expect(envelopeOf(groups).data).toMatchObject({ 0: { name: 'Team' } });
	});
});

test('nothing is an empty list, but for the servers', async () => {
	const { client, gateway, account } = fixture;
	gateway.state.servers = [];
	const unique = { unique: account.unique };
	for (const path of ['get/wa.sent', 'get/wa.received', 'get/wa.groups', 'get/unsubscribed']) {
		expect(envelopeOf(await client.get(path, unique))).toMatchObject({ status: 200, data: [] });
	}
	expect(envelopeOf(await client.get('get/wa.servers'))).toMatchObject({
		status: 404,
		data: false,
	});
});
