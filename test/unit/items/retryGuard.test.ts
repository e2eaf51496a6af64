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
async function asks(guard: ReturnType<typeof guardOf>, itemIndex = 0, id = '7'): Promise<boolean> {
	let asked = false;
	await guard?.once(itemIndex, endpoints.deleteSent, { id }, async () => {
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
		{ what: 'payload', id: '8' },
	])('repeats in another $what', async ({ where, of, itemIndex, id }) => {
		expect(await asks(guardOf({ executionId }))).toBe(true);
		expect(await asks(guardOf({ executionId, ...where }, items, of), itemIndex, id)).toBe(true);
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
		await guard?.once(0, endpoints.deleteSent, { id: '7' }, async () => answer);
		guard?.close(true);
		expect(await asks(guardOf({ executionId }))).toBe(true);
	});

	it('always repeats what only reads', async () => {
		for (const attempt of [1, 2]) {
			const guard = guardOf({ executionId });
			const call = jest.fn(async () => answer);
			await guard?.once(0, endpoints.getSent, {}, call);
			guard?.close(false);
			expect([attempt, call.mock.calls.length]).toEqual([attempt, 1]);
		}
	});

	it.each([
		['maybe', 1],
		['no', 2],
	] as const)(
		'after a failure that was carried out: %s, asks %i times in two attempts',
		async (carriedOut, times) => {
			const call = jest.fn(async () => {
				const fault = { reason: 'broke', advice: 'Wait.', carriedOut, transient: true };
				throw faultError(node, endpoints.deleteSent, fault);
			});
			for (const attempt of ['first', 'second']) {
				const guard = guardOf({ executionId });
				expect([attempt, guard?.repeated]).toEqual([attempt, 0]);
				const doing = guard?.once(0, endpoints.deleteSent, { id: '7' }, call);
				await expect(doing).rejects.toThrow('WatX could not delete the sent message: broke');
				guard?.close(false);
			}
			expect(call).toHaveBeenCalledTimes(times);
		},
	);
});
