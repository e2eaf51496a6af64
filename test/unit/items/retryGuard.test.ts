import type { IExecuteFunctions, INode, INodeExecutionData } from 'n8n-workflow';
import { endpoints } from '../../../nodes/WatX/gateway/endpoints';
import { faultError } from '../../../nodes/WatX/gateway/faults/fault';
import { openGuard } from '../../../nodes/WatX/items/retryGuard';

const node: INode = {
	id: 'n1',
	name: 'WatX',
	type: 'n8n-nodes-watx.watX',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
	retryOnFail: true,
};
const items: INodeExecutionData[] = [{ json: {} }, { json: {} }];
const answer = { status: 200, message: 'done', data: {} };
let executions = 0;

interface Where {
	executionId?: string;
	runIndex?: number;
	isTool?: boolean;
}

function guardOf({ executionId, runIndex = 0, isTool = false }: Where, input = items, of = node) {
	const context = {
		getExecutionId: () => executionId,
		getWorkflowDataProxy: () => ({ $runIndex: runIndex }),
		isToolExecution: () => isTool,
	};
	return openGuard(context as unknown as IExecuteFunctions, of, input);
}

/** Deletes a message in an attempt; tells whether the gateway was asked. */
async function asks(guard: ReturnType<typeof guardOf>, itemIndex = 0): Promise<boolean> {
	let asked = false;
	await guard?.once(itemIndex, endpoints.deleteSent, async () => {
		asked = true;
		return answer;
	});
	guard?.close(false);
	return asked;
}

describe('the guard against doing things twice', () => {
	let executionId: string;
	beforeEach(() => {
		executionId = `e${++executions}`;
	});

	it('is not there without Retry On Fail', () => {
		expect(guardOf({ executionId }, items, { ...node, retryOnFail: false })).toBeUndefined();
	});

	it('does not repeat what an earlier attempt did', async () => {
		expect(await asks(guardOf({ executionId }))).toBe(true);
		expect(await asks(guardOf({ executionId }))).toBe(false);
	});

	it.each([
		{ what: 'execution', where: { executionId: 'another' } },
		{ what: 'run of the node', where: { runIndex: 1 } },
		{ what: 'node', of: { ...node, id: 'n2' } },
		{ what: 'item', itemIndex: 1 },
	])('repeats in another $what', async ({ where, of, itemIndex }) => {
		expect(await asks(guardOf({ executionId }))).toBe(true);
		expect(await asks(guardOf({ executionId, ...where }, items, of), itemIndex)).toBe(true);
	});

	it('knows the call of a tool by its arguments, whatever its run index', async () => {
		const json = { to: 'a' };
		const call = async (runIndex: number, args: INodeExecutionData) =>
			await asks(guardOf({ executionId, isTool: true, runIndex }, [args]));
		expect(await call(0, { json })).toBe(true);
		expect(await call(1, { json })).toBe(false);
		expect(await call(2, { json: { ...json } })).toBe(true);
	});

	it('works without an execution ID', async () => {
		expect(await asks(guardOf({}))).toBe(true);
		expect(await asks(guardOf({}))).toBe(false);
		expect(await asks(guardOf({}, [{ json: {} }]))).toBe(true);
	});

	it('forgets a run that n8n will not repeat', async () => {
		const guard = guardOf({ executionId });
		await guard?.once(0, endpoints.deleteSent, async () => answer);
		guard?.close(true);
		expect(await asks(guardOf({ executionId }))).toBe(true);
	});

	it('tells nodes apart that get the same items without an execution ID', async () => {
		const input = [{ json: {} }];
		expect(await asks(guardOf({}, input))).toBe(true);
		expect(await asks(guardOf({}, input, { ...node, id: 'n2' }))).toBe(true);
		expect(await asks(guardOf({}, input))).toBe(false);
	});

	it('tells an error of an earlier attempt from one of this attempt', async () => {
		const call = async () => {
			const fault = {
				kind: 'gatewayError',
				reason: 'broke',
				advice: 'Wait.',
				transient: true,
			} as const;
			throw faultError(node, endpoints.deleteSent, { ...fault, carriedOut: 'maybe' });
		};
		const seen: unknown[] = [];
		for (const attempt of [1, 2, 3]) {
			const guard = guardOf({ executionId });
			const error = (await guard?.once(0, endpoints.deleteSent, call).catch((e) => e)) as Error;
			seen.push([guard?.attempt === attempt, guard?.isOld(error), error.message]);
			error.message = 'spoilt';
			guard?.close(false);
		}
		const text = 'delete the sent message: broke';
		expect(seen).toEqual([
			[true, false, expect.stringContaining(text)],
			[true, true, expect.stringContaining(text)],
			[true, true, expect.stringContaining(text)],
		]);
	});

	it.each([
		['maybe', 1],
		['no', 2],
	] as const)(
		'after a failure that was carried out: %s, asks %i times in two attempts',
		async (carriedOut, times) => {
			const call = jest.fn(async () => {
				const fault = {
					kind: 'gatewayError',
					reason: 'broke',
					advice: 'Wait.',
					carriedOut,
					transient: true,
				} as const;
				throw faultError(node, endpoints.deleteSent, fault);
			});
			for (const attempt of ['first', 'second']) {
				const guard = guardOf({ executionId });
				expect([attempt, guard?.repeated]).toEqual([attempt, 0]);
				const doing = guard?.once(0, endpoints.deleteSent, call);
				await expect(doing).rejects.toThrow(/delete the sent message: broke/);
				guard?.close(false);
			}
			expect(call).toHaveBeenCalledTimes(times);
		},
	);
});
