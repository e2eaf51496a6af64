import { cleanPhone } from '../../../nodes/WatX/fields/phone';

it.each([
	['+91 98765-43210', '+919876543210'],
	['0049 (0)171 234.5678', '+491712345678'],
	[919876543210, undefined],
	['+919876543210', '+919876543210'],
])('%j → %j', (value, address) => {
	expect(cleanPhone(value)).toEqual(address ? { address } : { problem: 'has no country code' });
});

it.each([
	['', 'is empty'],
	[null, 'is empty'],
	['120363000000000001@g.us', 'is the address of a group'],
	['+0123', 'is not a phone number'],
	['Asha', 'is not a phone number'],
])('%j %s', (value, problem) => {
	expect(cleanPhone(value)).toEqual({ problem });
	expect(cleanPhone(value, { local: true })).toEqual({ problem });
});

it('leaves a local number as it is where one is expected', () => {
	expect(cleanPhone('98765 43210', { local: true })).toEqual({ address: '98765 43210' });
});
