/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { request } from 'undici';

function start(args: string[]) {
	const command = ['--import', 'tsx', join(__dirname, 'main.ts'), ...args];
	const child = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	return { child, exit: once(child, 'close'), text: () => output };
}

test('the command prints a URL and a secret that work, and ends on SIGTERM', async () => {
	const { child, exit, text } = start([]);
	try {
		while (!text().includes('Ctrl+C')) await once(child.stdout, 'data');
		const [, accounts] = /curl '(.*get\/wa\.accounts.*)'/.exec(text()) ?? [];
		const { body } = await request(accounts);
		expect(await body.json()).toMatchObject({ status: 200, data: [{ id: 2 }, { id: 1 }] });
	} finally {
		child.kill('SIGTERM');
	}
	expect(await exit).toEqual([0, null]);
});

test('the command refuses what is no port', async () => {
	const { exit, text } = start(['--port', 'abc']);
	expect(await exit).toEqual([1, null]);
	expect(text()).toContain('--port takes a number from 0 to 65535.');
});
