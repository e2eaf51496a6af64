import { envelopeOf, type Answer } from './client';
import { PROXY_PAGES, UNCERTAIN } from './index';
import { useEmulator } from './fixture';

const fixture = useEmulator();
const send = async () =>
	await fixture.client.post('send/whatsapp', fixture.text({ priority: '1' }));
const sent = () => fixture.gateway.state.sent.length;

/** Whether an answer is HTTP 2xx with an envelope of 200. */
function isSound({ httpStatus, text }: Answer): boolean {
	try {
		return httpStatus === 200 && (JSON.parse(text) as { status?: unknown }).status === 200;
	} catch {
		return false;
	}
}

test.each(Object.entries(UNCERTAIN))(
	'after a call that was carried out: %s',
	async (_name, rule) => {
		fixture.gateway.fault(rule);
		const answer = await send().catch(() => undefined);
		expect(answer && isSound(answer)).not.toBe(true);
		expect(sent()).toBe(1);
		expect(envelopeOf(await send()).status).toBe(200);
	},
);

test('the shapes of bad answers', async () => {
	const { gateway } = fixture;
	const answerTo = async (kind: 'failed-after' | 'nested' | 'status-object' | 'http-after') => {
		gateway.fault({ kind });
		const { httpStatus, text } = await send();
		return [httpStatus, JSON.parse(text)] as [number, unknown];
	};
	const data = { messageId: expect.any(Number) as number };
	expect(await answerTo('failed-after')).toEqual([
		200,
		{ status: 500, message: 'Something went wrong!', data: false },
	]);
	expect(await answerTo('nested')).toMatchObject([200, { response: { status: 200, data } }]);
	expect(await answerTo('status-object')).toMatchObject([200, { status: { code: 200 }, data }]);
	expect(await answerTo('http-after')).toMatchObject([403, { status: 200, data }]);
});

test.each(Object.entries(PROXY_PAGES))('somebody else answers: %s', async (_name, rule) => {
	fixture.gateway.fault(rule);
	const answer = await send();
	expect(answer.httpStatus).toBe(rule.status);
	expect(answer.headers['content-type']).toContain('text/html');
	expect(answer.text).toContain(`<title>${rule.title}</title>`);
	expect(sent()).toBe(0);
});
