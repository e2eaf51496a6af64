/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { NEWEST_N8N } from '../../e2e/runtime';

export const HOW_TO_GET_BASE_NODES = `n8n's own nodes are not installed, so the HTTP Request node and Telegram's node are left out. "npm run e2e" installs them with n8n ${NEWEST_N8N} (a few minutes, 3 GB).`;

/** Folder of the n8n-nodes-base that the end-to-end tests have installed; undefined before that. */
export function findBaseNodes(): string | undefined {
	const cache = resolve(process.env.WATX_E2E_CACHE ?? join(__dirname, '../../../.cache'));
	if (!existsSync(cache)) return undefined;
	return readdirSync(cache)
		.filter((name) => name.startsWith(`n8n-${NEWEST_N8N}`))
		.map((name) => join(cache, name, 'node_modules/n8n-nodes-base'))
		.find((folder) => existsSync(join(folder, 'package.json')));
}
