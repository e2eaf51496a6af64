import { costOf } from '../measure';
import { Workflows } from '../peers/workflows';
import { duration, number, size } from '../report/format';
import type { Section } from '../report/section';
import type { World } from '../world';

/** What waiting in chat for an answer costs while none comes. */
export async function wait({ gateway, engine, scale }: World): Promise<Section> {
	const { minutes, received } = scale.wait;
	const reach = await gateway.call('prepare', {});
	await gateway.call('addReceived', { count: received, apart: 60, secondsAgo: 3600 });
	await gateway.call('seen');
	const workflows = new Workflows(engine, reach);
	const limit = { limitType: 'afterTimeInterval', resumeAmount: minutes, resumeUnit: 'minutes' };
	const ask = workflows.watXSend({
		operation: 'sendAndWait',
		recipient: '+919800000077',
		message: 'Shall we book the hall for the 3rd?',
		answerBy: 'chat',
		options: { limitWaitTime: { values: limit } },
	});
	const { credentials } = workflows;
	const input = [{ json: {} }];
	const { value, cpuSeconds } = await costOf(
		async () => await engine.run(engine.chain(ask), { mode: 'trigger', input, credentials }),
	);
	if (value.error) throw value.error;
	const { requests, bytes } = await gateway.call('seen');
	const cost = { minutes, requests, bytes, cpuSeconds };
	return {
		title: 'Waiting in chat for an answer',
		notes: [`One question, ${number(received)} messages received before, no answer comes.`],
		head: 'minutes,requests,answered,CPU'.split(','),
		rows: [[number(minutes), number(requests), size(bytes), duration(cpuSeconds)]],
		goals: [],
		highlights: [],
		data: cost,
	};
}
