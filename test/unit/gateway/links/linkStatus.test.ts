import { quoteWithout } from '../../../../nodes/WatX/gateway/faults/quote';
import { parseLinkStatus } from '../../../../nodes/WatX/gateway/links/linkStatus';

const understanding = { quote: quoteWithout(''), baseUrl: 'https://host.example/api' };

const read = (status: number, message: string, data: unknown = false) =>
	parseLinkStatus(
		{ statusCode: 200, body: JSON.stringify({ status, message, data }), headers: {} },
		understanding,
	);

it('is linked with a number or a unique ID', () => {
	const data = { wid: '919876543210:12@s.whatsapp.net', unique: 'f0' };
	expect(read(200, 'ok', data)).toEqual({ linked: true, phone: '+919876543210', data });
	expect(read(200, 'ok', { wid: '919876543210' })).toMatchObject({ phone: '+919876543210' });
	expect(read(200, 'ok', { unique: 'f0' })).toMatchObject({ linked: true, phone: null });
});

it.each([
	[301, 'Waiting for the code to be scanned', false, false],
	[200, 'WhatsApp Information', false, false],
	[200, 'WhatsApp Information', {}, false],
	[404, 'Not linked yet', false, false],
	[404, 'Invalid or expired token!', false, true],
	[404, "This token doesn't exist", false, true],
	[401, 'Invalid token supplied!', false, true],
	[400, 'The QR code has expired', false, true],
])('%i %j with %j is not linked; expired: %s', (status, message, data, expired) => {
	expect(read(status, message, data)).toEqual({
		linked: false,
		expired,
		gatewayMessage: message,
	});
});

it.each([
	[400, 'Invalid Parameters!'],
	[401, 'Invalid API secret!'],
	[403, 'Forbidden'],
	[429, 'Slow down'],
	[500, 'Something broke'],
])('%i %j is a fault', (status, message) => {
	expect(read(status, message)).toMatchObject({ reason: `${message} (${status})` });
});

it('is a fault without an envelope', () => {
	const raw = { statusCode: 200, body: '<html></html>', headers: {} };
	expect(parseLinkStatus(raw, understanding)).toMatchObject({
		reason: expect.stringContaining('web page'),
	});
});
