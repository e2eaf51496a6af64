import * as fc from 'fast-check';
import { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import { checkGaps } from './gaps';
import { cursorProperty, PROFILES } from './property';

test.each(PROFILES)(
	'every message of a %s gateway is found once, in time and in order, whatever it and n8n do',
	async (profile) => {
		await fc.assert(cursorProperty({ look, mark }, [profile]), { numRuns: 1000 });
	},
	300_000,
);

test('after a downtime all is found in time, however small the pages', async () => {
	await checkGaps({ look, mark });
});
