/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { checkTrigger } from './property';

/** A long run by hand: `TRIGGER_RUNS=500 npx jest --testPathPatterns random.property`. */
const RUNS = Number(process.env.TRIGGER_RUNS ?? 0);

(RUNS > 0 ? test : test.skip)(
	'n8n emits every message once, in time and in order, whatever happens',
	async () => {
		await checkTrigger(RUNS);
	},
	600_000,
);
