import { judge } from '../../../../nodes/WatX/actions/phoneNumber/verdict';

const data = { jid: '919876543210@s.whatsapp.net', phone: '+919876543210' };

it.each([
	[200, 'Phone number exists on WhatsApp!', data, 'valid'],
	[404, "Phone number doesn't exist on WhatsApp!", false, 'invalid'],
	[400, 'Invalid phone number!', false, 'invalid'],
	[301, 'This number is not registered', false, 'invalid'],
	[500, 'The number is not on WhatsApp', false, 'invalid'],
	[200, 'Number is not on WhatsApp', false, 'invalid'],
	[500, 'Phone number could not be checked', false, 'fault'],
	[500, 'WhatsApp could not be reached', false, 'fault'],
	[200, 'Phone number checked', false, 'fault'],
	[404, "WhatsApp account doesn't exist!", false, 'fault'],
	[500, 'WhatsApp account is not connected!', false, 'fault'],
	[400, 'Invalid Parameters!', false, 'fault'],
	[403, 'This API key may not validate numbers', false, 'fault'],
	[401, 'Invalid API secret!', false, 'fault'],
	[429, 'Too many numbers', false, 'fault'],
	[404, 'Not Found', false, 'noEndpoint'],
	[404, '404 page not found', false, 'noEndpoint'],
	[418, 'Something else', false, 'fault'],
] as const)('%i %j with %j: %s', (status, message, content, verdict) => {
	expect(judge({ status, message, data: content })).toBe(verdict);
});
