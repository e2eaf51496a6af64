/* eslint-disable @n8n/community-nodes/no-restricted-globals */
/** The emulated gateway in a process of its own. */
import { startEmulator, type Emulator, type Profile, type Settings } from '../emulator';
import { serve } from './rpc';

/** What the nodes need to reach the gateway. */
export interface Reach {
	url: string;
	secret: string;
	/** Unique ID of the one account, which is connected. */
	account: string;
}

export interface Arrivals {
	count: number;
	/** Seconds between two of them; all at once by default. */
	apart?: number;
	/** When the last one arrived. */
	secondsAgo?: number;
	/** By how many seconds the gateway's clock is put forward first. */
	later?: number;
}

export interface Seen {
	requests: number;
	/** Of the bodies of its answers. */
	bytes: number;
	/** Processor time of the gateway's process. */
	cpuSeconds: number;
	maxInFlight: number;
	/** Messages the gateway accepted. */
	sent: number;
	/** Whether the messages to each recipient came in the order of the number at their end. */
	inOrder: boolean;
}

let cpuBefore = process.cpuUsage();
const started = startEmulator({ settings: { record: false } });

const handlers = {
	/** Shows one of its faces from the next `prepare` on. */
	async useProfile(profile: Profile): Promise<void> {
		(await started).use(profile);
	},
	/** Forgets everything and gives the address; recording is off, as it would cost memory. */
	async prepare(settings: Partial<Settings>): Promise<Reach> {
		const gateway = await started;
		gateway.reset();
		Object.assign(gateway.settings, { record: false, ...settings });
		const { unique } = gateway.addAccount();
		cpuBefore = process.cpuUsage();
		return { url: gateway.url, secret: gateway.secret, account: unique };
	},
	/** Adds messages to the list of sent ones. @param from second since 1970 after which they were sent */
	async addSent(count: number, from = 1_790_000_000): Promise<void> {
		const { state } = await started;
		for (let added = 0; added < count; added++) {
			const id = (state.sent.at(-1)?.id ?? 0) + 1;
			state.sent.push({
				id,
				account: state.accounts[0].phone,
				api: true,
				type: 'text',
				status: 'sent',
				recipient: recipientOf(id),
				message: `Your class begins soon (${id})`,
				attachment: false,
				created: from + id,
			});
		}
	},
	/** Lets messages arrive. */
	async addReceived({ count, apart = 0, secondsAgo = 0, later = 0 }: Arrivals): Promise<void> {
		const gateway = await started;
		gateway.advanceClock(later);
		const last = Math.floor((Date.now() + gateway.state.clockOffset) / 1000) - secondsAgo;
		for (let left = count - 1; left >= 0; left--) {
			const created = last - Math.floor(left * apart);
			gateway.receive({ message: `Is there a class today? (${left})`, created });
		}
	},
	/** Counts since the last call, and what has become of the messages. */
	async seen(): Promise<Seen> {
		const gateway = await started;
		const { requests, bytes, maxInFlight } = gateway.stats;
		const { user, system } = process.cpuUsage(cpuBefore);
		cpuBefore = process.cpuUsage();
		const seen = {
			...{ requests, bytes, maxInFlight, cpuSeconds: (user + system) / 1e6 },
			sent: gateway.accepted.length,
			inOrder: isInOrder(gateway),
		};
		Object.assign(gateway.stats, { requests: 0, bytes: 0, maxInFlight: 0 });
		return seen;
	},
};
export type GatewayHandlers = typeof handlers;

const recipientOf = (id: number) => `+9198${String(id).padStart(8, '0')}`;

function isInOrder({ accepted }: Emulator): boolean {
	const last = new Map<string, number>();
	return accepted.every(({ recipient, message }) => {
		const number = Number(/\d+$/.exec(message)?.[0]);
		const before = last.get(recipient) ?? -1;
		last.set(recipient, number);
		return number > before;
	});
}

serve(handlers);
