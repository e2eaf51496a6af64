import { checkTrigger } from './property';

test('n8n emits every message once, in time and in order, whatever happens', async () => {
	await checkTrigger(500);
}, 600_000);
