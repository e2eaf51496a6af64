import { Client } from './client';
import { startEmulator, type Account, type Emulator, type Profile } from './index';

export interface Fixture {
	gateway: Emulator;
	client: Client;
	account: Account;
	/** The fields of a good text message without its secret. */
	text(fields?: Record<string, string>): Record<string, string>;
}

/** One emulator for a test file, reset before each test, with one connected account. */
export function useEmulator(profile: Profile = 'stock'): Fixture {
	const fixture: Partial<Fixture> & Pick<Fixture, 'text'> = {
		text: (fields: Record<string, string> = {}) => ({
			account: fixture.account?.unique ?? '',
			recipient: '+919876543210',
			type: 'text',
			message: 'Hello there',
			...fields,
		}),
	};
	beforeAll(async () => {
		fixture.gateway = await startEmulator({ profile });
		fixture.client = new Client(fixture.gateway);
	});
	beforeEach(() => {
		fixture.gateway?.reset();
		fixture.account = fixture.gateway?.addAccount();
	});
	afterAll(async () => {
		await fixture.client?.close();
		await fixture.gateway?.close();
	});
	return fixture as Fixture;
}
