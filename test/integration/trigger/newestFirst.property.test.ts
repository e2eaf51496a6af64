import { KNOWN_TO_FAIL_ON_STOCK } from '../../profile';
import { checkTrigger } from './property';

KNOWN_TO_FAIL_ON_STOCK.it(
	'on a list that begins newest first, n8n emits every message once, in order',
	async () => {
		await checkTrigger('newest', 500);
	},
	300_000,
);
