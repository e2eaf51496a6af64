/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * `npm start`: example workflows on the real engine against the embedded emulator.
 * `npm start -- --base-url URL --secret-env NAME --account ID --to NUMBER`: one text through a real gateway.
 */
import { parseArgs } from 'node:util';
import { startEmulator } from '../emulator';
import { createEngine } from '../engine';
import { printReceived, printResult, say } from './print';
import { scenes } from './scenes';

const USAGE =
	'usage: npm start [-- --base-url URL --secret-env NAME --account ID --to NUMBER]\n' +
	'NAME is the environment variable that holds the API secret.';

async function demo(): Promise<boolean> {
	const gateway = await startEmulator({ profile: 'mended' });
	const engine = await createEngine();
	try {
		const account = gateway.addAccount();
		say(`Emulated WatX gateway at ${gateway.url}, account ${account.phone}`);
		const credentials = { watXApi: { baseUrl: gateway.url, secret: gateway.secret } };
		let allRan = true;
		for (const { title, node, items } of await scenes(engine, account.unique)) {
			const before = gateway.requests.length;
			const result = await engine.run(engine.chain(node), { input: items, credentials });
			allRan = printResult(title, result) && allRan;
			printReceived(gateway.requests.slice(before));
		}
		return allRan;
	} finally {
		await engine.close();
		await gateway.close();
	}
}

async function real(
	options: Record<'base-url' | 'secret-env' | 'account' | 'to', string>,
): Promise<boolean> {
	const secret = process.env[options['secret-env']];
	if (!secret) {
		say(`The environment variable ${options['secret-env']} is empty: put the API secret into it.`);
		return false;
	}
	const engine = await createEngine();
	try {
		const node = engine.node(
			{
				resource: 'message',
				operation: 'send',
				account: { __rl: true, mode: 'id', value: options.account },
				recipient: options.to,
				message: 'Hello from n8n-nodes-watx',
			},
			{ name: 'WatX', type: 'n8n-nodes-watx.watX' },
		);
		const result = await engine.run(engine.chain(node), {
			input: [{ json: {} }],
			credentials: { watXApi: { baseUrl: options['base-url'], secret } },
		});
		return printResult(`One text through ${options['base-url']}`, result);
	} finally {
		await engine.close();
	}
}

async function main(): Promise<boolean> {
	const text = { type: 'string' } as const;
	const { values } = parseArgs({
		options: { 'base-url': text, 'secret-env': text, account: text, to: text },
	});
	const { 'base-url': baseUrl, 'secret-env': secretEnv, account, to } = values;
	if (Object.keys(values).length === 0) return await demo();
	if (baseUrl && secretEnv && account && to) {
		return await real({ 'base-url': baseUrl, 'secret-env': secretEnv, account, to });
	}
	say(USAGE);
	return false;
}

main().then(
	(ok) => process.exit(ok ? 0 : 1),
	(error: Error) => {
		say(`${error.message}\n${USAGE}`);
		process.exit(1);
	},
);
