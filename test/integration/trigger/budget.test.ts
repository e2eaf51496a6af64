import { idsOf, TriggerSuite } from './fixture';

let suite: TriggerSuite;
beforeAll(async () => {
	suite = await TriggerSuite.start();
});
beforeEach(() => suite.gateway.reset());
afterEach(() => jest.restoreAllMocks());
afterAll(async () => await suite.close());

const attachment = { bytes: Buffer.from('%PDF'), filename: 'a.pdf', mimeType: 'application/pdf' };

/** Lets that much time pass, by the clock, whenever the gateway is asked for a file. */
function slowFiles(ms: number): void {
	const now = Date.now.bind(Date);
	let ahead = 0;
	jest.spyOn(Date, 'now').mockImplementation(() => now() + ahead);
	suite.gateway.onRequest(({ path }) => {
		if (path.startsWith('/uploads/')) ahead += ms;
	});
}

test.each([
	['its own budget', undefined, 29_000, 2],
	["n8n's budget", 20_000, 9000, 2],
	['the budget after one file', 20_000, 60_000, 1],
])(
	'a poll downloads files for as long as %s lasts, and the next one goes on',
	async (_name, budgetMs, ms, most) => {
		const poller = suite.poller({ options: { downloadAttachments: true } }, { budgetMs });
		await poller.activate();
		suite.gateway.settings.attachmentDelayMs = 0;
		const ids = Array.from({ length: 5 }, () => suite.gateway.receive({ attachment }).id);
		slowFiles(ms);
		const emitted: number[][] = [];
		while (emitted.flat().length < ids.length && emitted.length < 10) {
			emitted.push(idsOf(await poller.poll()));
		}
		expect(emitted.flat()).toEqual(ids);
		for (const poll of emitted) expect(poll.length).toBeLessThanOrEqual(most);
		expect(emitted[0]).toHaveLength(most);
	},
);
