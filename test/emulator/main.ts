/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { parseArgs } from 'node:util';

import { PROFILES, startEmulator, type Emulator, type Profile } from './index';
import { fillWithSamples } from './samples';

const USAGE = 'Usage: npm run emulator -- [--port PORT] [--profile stock|mended]\n';

function introduction({ url, secret, state }: Emulator): string {
	const accounts = state.accounts.map(
		({ phone, unique, status }) => `  ${phone}  ${status.padEnd(12)}  ${unique}`,
	);
	return `WatX gateway emulator. Nothing it is given leaves this machine.

Base URL  ${url}
Secret    ${secret}

Accounts (phone number, status, unique ID)
${accounts.join('\n')}

Try
  curl '${url}/get/wa.accounts?secret=${secret}'
  curl '${url}/get/wa.received?secret=${secret}&limit=2'
  curl '${url}/send/whatsapp' -F 'secret=${secret}' -F 'account=${state.accounts[0].unique}' \\
    -F 'recipient=+919812300001' -F 'type=text' -F 'message=Hello from WatX!'
  curl '${url}/get/wa.sent?secret=${secret}'

Ctrl+C ends it.
`;
}

function portOf(text: string | undefined): number | undefined {
	if (text === undefined) return 0;
	return /^\d{1,5}$/.test(text) && Number(text) < 65_536 ? Number(text) : undefined;
}

async function main(): Promise<void> {
	const options = { port: { type: 'string' }, profile: { type: 'string' } } as const;
	const { values } = parseArgs({ options });
	const port = portOf(values.port);
	if (port === undefined) throw new Error('--port takes a number from 0 to 65535.');
	const profile = (values.profile ?? 'stock') as Profile;
	if (!PROFILES.includes(profile)) throw new Error('--profile takes stock or mended.');
	const gateway = await startEmulator({ port, profile });
	fillWithSamples(gateway);
	process.stdout.write(introduction(gateway));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void gateway.close());
	}
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n${USAGE}`);
	process.exitCode = 1;
});
