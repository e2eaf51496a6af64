/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import { checkTrigger } from './property';

/** More of them by hand: `TRIGGER_RUNS=500 npx jest --testPathPatterns random.property`. */
const RUNS = Number(process.env.TRIGGER_RUNS ?? 60);

test('n8n emits every message once, in time and in order, whatever happens', async () => {
	await checkTrigger(RUNS);
}, 600_000);
