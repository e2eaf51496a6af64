import { ok } from '../envelope';
import { phoneOf } from '../phone';
import { textOf } from '../php-form';
import { accountOf } from '../state';
import { WORDS } from '../words';
import type { Endpoint } from './endpoint';

/** Endpoint 3, under either of its paths. */
function validateAt(path: 'get/wa.phone' | 'validate/whatsapp'): Endpoint {
	return {
		path,
		method: 'GET',
		permission: 'validate_wa_phone',
		required: ['unique', 'phone'],
		run: ({ state, settings, parameters }) => {
			const account = accountOf(state, textOf(parameters, 'unique') ?? '');
			if (!account) return WORDS.accountMissing;
			const phone = phoneOf(textOf(parameters, 'phone') ?? '', settings);
			if (!phone) return WORDS.invalidPhone;
			if (account.status !== 'connected') return WORDS.accountDisconnected;
			// A server that does not answer looks the same as a number that is not there.
			if (settings.serverDown || state.notOnWhatsApp.has(phone)) {
				return { ...WORDS.notOnWhatsApp, status: settings.notOnWhatsAppStatus };
			}
			return ok('Phone number exists on WhatsApp!', {
				jid: `${phone.slice(1)}@s.whatsapp.net`,
				phone,
			});
		},
	};
}

export const getPhone = validateAt('get/wa.phone');
export const validateWhatsApp = validateAt('validate/whatsapp');
