import type { INodeExecutionData } from 'n8n-workflow';
import type { RunResult } from '../engine';
import { readExample, startStage, type Stage } from './stage';

const CUSTOMER = '+919876543210';
const MANAGER = '+919123456789';

let stage: Stage;
beforeAll(async () => (stage = await startStage()));
beforeEach(() => stage.reset());
afterAll(async () => await stage.close());

describe('10 approve before an agent acts', () => {
	const text = 'The class moves to 6 pm';
	const play = async () => {
		stage.outside.script = [{ tool: 'Send Message', args: { Recipient: CUSTOMER, Message: text } }];
		const input = [{ chatInput: 'Tell Asha', sessionId: 'one' }];
		const result = await stage.play('10-approve-before-agent-acts.json', input);
		if (result.error) throw result.error;
		return result.items('Assistant')[0].json;
	};

	it.each([
		['yes', [[CUSTOMER, text]]],
		['no', []],
		['rather tomorrow', []],
	])('the manager says %p', async (answer, toCustomer) => {
		let question = '';
		stage.gateway.replyTo(MANAGER, (asked) => {
			question = asked;
			return answer;
		});
		const { results } = await play();
		expect(question).toContain('The assistant wants to use Send Message');
		expect(question).toContain(text);
		expect(stage.sent.filter(([recipient]) => recipient !== MANAGER)).toEqual(toCustomer);
		if (answer !== 'yes') expect(JSON.stringify(results)).toContain(answer);
	});
});

describe('11 appointment', () => {
	const file = '11-appointment-confirm-or-cancel.json';
	const publicUrl = 'https://n8n.example.com';
	const appointment = { name: 'Asha', phone: CUSTOMER, time: '30 November, 10:00' };
	const options = () => ({
		credentials: stage.credentials(),
		input: [{ json: { body: appointment } }] as INodeExecutionData[],
		publicUrl,
	});
	const workflow = () => stage.setUp(readExample(file));
	const ask = async () => await stage.engine.run(workflow(), options());
	const press = async (waiting: RunResult, method: 'GET' | 'POST', which: number) => {
		const url = stage.sent[0][1].match(/https:\/\/\S+/g)![which];
		return await stage.engine.requestWaiting(workflow(), waiting, { method, url }, options());
	};

	it('asks with two links; looking at one decides nothing', async () => {
		const waiting = await ask();
		expect(stage.sent).toHaveLength(1);
		const [[recipient, question]] = stage.sent;
		expect(recipient).toBe(CUSTOMER);
		expect(question).toContain('Hello Asha, you have an appointment on 30 November, 10:00.');
		expect(question).toMatch(/I will come: https:\S+\n\nPlease cancel: https:\S+$/);
		expect((await press(waiting, 'GET', 0)).resumed).toBeUndefined();
		const hours =
			(waiting.run.data.waitTill!.getTime() - waiting.run.startedAt.getTime()) / 3_600_000;
		expect(hours).toBeCloseTo(20, 1);
	});

	it.each([
		[0, 'Thank you, Asha. See you on 30 November, 10:00!'],
		[1, 'Your appointment on 30 November, 10:00 is cancelled.'],
	])('button %i is answered', async (which, begin) => {
		const { resumed } = await press(await ask(), 'POST', which);
		expect(resumed?.error).toBeUndefined();
		expect(stage.sent).toHaveLength(2);
		const [, [recipient, answer]] = stage.sent;
		expect([recipient, answer.slice(0, begin.length)]).toEqual([CUSTOMER, begin]);
		expect(resumed?.items('Call Them')).toEqual([]);
	});

	it('leaves whoever did not answer in time to a person', async () => {
		const { nodes, connections, ...rest } = workflow();
		// At the time limit n8n lets the input item pass through the node.
		const passed = nodes.map((node) =>
			node.name === 'Ask for Confirmation' ? { ...node, disabled: true } : node,
		);
		const result = await stage.engine.run({ ...rest, nodes: passed, connections }, options());
		expect(result.items('Call Them')).toHaveLength(1);
		expect(stage.sent).toEqual([]);
	});
});
