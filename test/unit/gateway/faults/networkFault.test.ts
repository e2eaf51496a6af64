import { networkFault } from '../../../../nodes/WatX/gateway/faults/networkFault';

/** As n8n throws it: the connection's error inside axios' inside its own. */
function thrown(code: string, syscall?: string, message = 'broke'): Error {
	const connection = Object.assign(new Error(message), { code, syscall });
	const axios = Object.assign(new Error(message, { cause: connection }), { code });
	return Object.assign(new Error('words of n8n', { cause: axios }), { httpCode: code });
}

describe('networkFault', () => {
	it.each([
		['ECONNREFUSED', 'connect', 'no'],
		['ENOTFOUND', 'getaddrinfo', 'no'],
		['EAI_AGAIN', 'getaddrinfo', 'no'],
		['EHOSTUNREACH', 'connect', 'no'],
		['ENETUNREACH', 'connect', 'no'],
		['EHOSTUNREACH', 'read', 'maybe'],
		['EHOSTUNREACH', undefined, 'maybe'],
		['ECONNRESET', 'read', 'maybe'],
		['ECONNABORTED', undefined, 'maybe'],
		['ETIMEDOUT', 'read', 'maybe'],
		['EPIPE', 'write', 'maybe'],
		['CERT_HAS_EXPIRED', undefined, 'no'],
		['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'no'],
		['EPROTO', 'write', 'maybe'],
		['ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC', undefined, 'maybe'],
		['ERR_CANCELED', undefined, 'maybe'],
	])('%s in %s was carried out: %s', (code, syscall, carriedOut) => {
		expect(networkFault(thrown(code, syscall), 1000)).toMatchObject({ carriedOut });
	});

	it('calls a cancelled request cancelled and nothing that passes', () => {
		const fault = networkFault(thrown('ERR_CANCELED', undefined, 'canceled'), 1000);
		expect(fault).toMatchObject({ reason: 'the execution was cancelled', transient: false });
	});

	it('takes an error without any code for a cut connection', () => {
		expect(networkFault(new Error('socket hang up'), 1000)).toMatchObject({
			reason: 'the connection to the gateway was cut before it answered',
			carriedOut: 'maybe',
		});
	});
});
