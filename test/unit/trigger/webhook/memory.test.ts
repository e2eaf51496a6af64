import type { IDataObject } from 'n8n-workflow';
import { parseReceived, type Received } from '../../../../nodes/WatX/trigger/received';
import { memoryOf, noteMessage } from '../../../../nodes/WatX/trigger/webhook/memory';

const message = (id: number) => parseReceived({ id, created: 1_700_000_000 }) as Received;

test('the newest thousand messages are remembered, in memory and in what n8n stores', () => {
	const stored: IDataObject = {};
	const memory = memoryOf('bounded');
	for (let id = 1; id <= 1500; id++) expect(noteMessage(memory, stored, message(id))).toBe(true);
	expect(stored.seen).toHaveLength(1000);
	expect(memory.seen.size).toBe(1000);
	expect(noteMessage(memory, stored, message(1500))).toBe(false);
	expect(noteMessage(memory, stored, message(501))).toBe(false);
	expect(noteMessage(memory, stored, message(1))).toBe(true);
});

test.each([undefined, null, 'x', [null, {}, 5]])('stored as %j nothing is remembered', (seen) => {
	expect(noteMessage(memoryOf(`odd ${String(seen)}`), { seen } as IDataObject, message(1))).toBe(
		true,
	);
});

test('nodes that have heard nothing for long are forgotten', () => {
	noteMessage(memoryOf('quiet'), {}, message(1));
	for (let node = 0; node < 200; node++) memoryOf(`node ${node}`);
	expect(memoryOf('quiet').seen.size).toBe(0);
});
