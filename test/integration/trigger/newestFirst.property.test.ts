import { checkTrigger } from './property';

test('on a list that begins newest first, n8n emits every message once, in order', async () => {
	await checkTrigger('newest', 500);
}, 300_000);
