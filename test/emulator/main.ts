/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { parseArgs } from 'node:util';

import { startEmulator, type Emulator } from './index';

const USAGE = 'Usage: npm run emulator -- [--port PORT]\n';

/** Gives a person something to look at: accounts, a group, campaigns and received messages. */
function fill(gateway: Emulator): void {
	const studio = gateway.addAccount({ phone: '+919876500001' });
	gateway.addAccount({ phone: '+919876500002', status: 'disconnected' });
	gateway.addGroup({ name: 'Morning class', contacts: ['+919812300001', '+919812300002'] });
	gateway.addCampaign({ name: 'Renewals', status: 'paused', contacts: 40 });
	gateway.addCampaign({ name: 'New timetable', status: 'completed', contacts: 120 });
	gateway.receive({ sender: '+919812300001', message: 'Is the gym open on Sunday?' });
	gateway.receive({ sender: '+919812300002', message: 'Thank you! 🙏' });
	gateway.receive({
		account: studio.unique,
		sender: gateway.state.groups[0].gid,
		message: 'Here is the plan',
		attachment: {
			bytes: Buffer.from('Monday: legs\nThursday: arms\n'),
			filename: 'plan.txt',
			mimeType: 'text/plain',
		},
	});
}

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
	const { values } = parseArgs({ options: { port: { type: 'string' } } });
	const port = portOf(values.port);
	if (port === undefined) throw new Error('--port takes a number from 0 to 65535.');
	const gateway = await startEmulator({ port });
	fill(gateway);
	process.stdout.write(introduction(gateway));
	for (const signal of ['SIGINT', 'SIGTERM'] as const) {
		process.once(signal, () => void gateway.close());
	}
}

main().catch((error: Error) => {
	process.stderr.write(`${error.message}\n${USAGE}`);
	process.exitCode = 1;
});
