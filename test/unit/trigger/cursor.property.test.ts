import * as fc from 'fast-check';
import { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import { cursorProperty } from './property';

test('every message is found once, in time and in order, whatever the gateway and n8n do', async () => {
	await fc.assert(cursorProperty({ look, mark }), { numRuns: 1000 });
}, 300_000);
