import type { Emulator } from './index';

/** Gives a person something to look at: accounts, a group, campaigns and received messages. */
export function fillWithSamples(gateway: Emulator): void {
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
