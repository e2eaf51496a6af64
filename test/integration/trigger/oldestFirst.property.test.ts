import { checkTrigger } from './property';

test('on a list that begins oldest first, n8n emits every message once, in order', async () => {
	await checkTrigger('oldest', 500);
}, 300_000);
