import { startSuite, type Suite } from '../suite';
import { act, byId, output, type Items } from './act';

let suite: Suite;
beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const parameters = () => ({ account: byId(suite.account.unique), phone: '={{ $json.phone }}' });
const phone = '+919876543210';
const validate = async (items: Items = [{ phone }]) =>
	await output(suite, 'phoneNumber: validate', parameters(), items);
const failing = async (items: Items = [{ phone }], secret?: string) =>
	(await act(suite, 'phoneNumber: validate', parameters(), items, secret)).error;
const paths = () => suite.gateway.requests.map(({ path }) => path);

it.each([404, 400, 500, 422])(
	'a number that is not on WhatsApp is a result (status %i)',
	async (status) => {
		suite.gateway.settings.notOnWhatsAppStatus = status;
		suite.gateway.state.notOnWhatsApp.add(phone);
		expect(await validate()).toEqual([
			{ valid: false, phone, reason: 'WhatsApp phone number does not exist!' },
		]);
	},
);

describe.each(['html', 'envelope'] as const)(
	'an installation without get/wa.phone (%s)',
	(unknownEndpoint) => {
		beforeEach(() => {
			Object.assign(suite.gateway.settings, {
				unknownEndpoint,
				validateEndpoint: 'validate/whatsapp',
			});
		});

		it('is asked the other way, and that is remembered for the run', async () => {
			suite.gateway.state.notOnWhatsApp.add('+919000000001');
			const items = [{ phone }, ...Array.from({ length: 30 }, () => ({ phone: '+919000000001' }))];
			const rows = await validate(items);
			expect(rows.map(({ valid }) => valid)).toEqual([true, ...Array(30).fill(false)]);
			const first = paths().filter((path) => path === 'get/wa.phone');
			// Those under way at the same time could not know yet.
			expect(first.length).toBeLessThanOrEqual(8);
			await validate();
			expect(paths().slice(-2)).toEqual(['get/wa.phone', 'validate/whatsapp']);
		});
	},
);

it("asks the vendor's way alone where it exists", async () => {
	suite.gateway.settings.validateEndpoint = 'both';
	await validate([{ phone }, { phone }]);
	expect(paths()).toEqual(['get/wa.phone', 'get/wa.phone']);
});

it('says so when an installation knows neither', async () => {
	suite.gateway.fault({ kind: 'http', status: 404, body: '<html></html>', times: Infinity });
	expect((await failing())?.message).toBe(
		'This WatX installation has no call to validate phone numbers',
	);
});

describe('what is an error', () => {
	it('a disconnected account', async () => {
		suite.gateway.state.accounts[0].status = 'disconnected';
		expect((await failing())?.message).toMatch(
			/^WatX could not check the phone number: .*is disconnected!/,
		);
	});

	it('a missing account', async () => {
		suite.gateway.state.accounts = [];
		expect((await failing())?.message).toMatch(/account doesn't exist! \(404\)/);
	});

	it('a missing permission', async () => {
		const error = await failing(undefined, suite.gateway.addKey(['wa_send']));
		expect(error?.description).toContain('"validate_wa_phone"');
	});

	it.each(['500', 'html-200', 'truncated'] as const)(
		'a fault of the gateway (%s)',
		async (kind) => {
			suite.gateway.fault({ kind, times: Infinity });
			expect((await failing())?.message).toMatch(/^WatX could not check the phone number: /);
			expect(new Set(paths())).toEqual(new Set(['get/wa.phone']));
		},
	);

	it.each([
		['', /^The value "" of "Phone" is empty/],
		['9876543210', /of "Phone" has no country code/],
		['120363000000000001@g.us', /of "Phone" is the address of a group/],
		['call me', /of "Phone" is not a phone number/],
	])('the input %j, before a request', async (value, message) => {
		expect((await failing([{ phone: value }]))?.message).toMatch(message);
		expect(suite.gateway.requests).toHaveLength(0);
	});
});
