import * as fc from 'fast-check';
import { look, mark } from '../../../nodes/WatX/trigger/cursor/look';
import { checkGaps } from './gaps';
import { cursorProperty, PROFILES } from './property';
import { PureStage } from './pureStage';
import { play } from './runs';

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

test('rows that arrive while pages are read do not change for good how pages are counted', async () => {
	const stage = new PureStage({ look, mark }, { profile: 'stock', clamp: 10 });
	const first = { do: 'receive', count: 1, perSecond: 1 } as const;
	const others = { do: 'receive', count: 3, perSecond: 4 } as const;
	await play(stage, {
		history: 271,
		perSecond: 4,
		steps: [
			others,
			{ do: 'start' },
			{
				do: 'busyPoll',
				during: [
					{ at: 1, change: first },
					{ at: 2, change: others },
				],
			},
			{ do: 'receive', count: 5, perSecond: 1 },
		],
	});
});
