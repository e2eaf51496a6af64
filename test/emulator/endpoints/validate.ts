import { fail, ok } from '../envelope';
import { phoneOf } from '../phone';
import { textOf } from '../php-form';
import { accountOf } from '../state';
import type { Endpoint } from './endpoint';
import { unknownAccount } from './send';

/** Endpoint 3, under either of its paths. */
function validateAt(path: 'get/wa.phone' | 'validate/whatsapp'): Endpoint {
	return {
		path,
		method: 'GET',
		permission: 'validate_wa_phone',
		required: ['unique', 'phone'],
		run: ({ state, settings, parameters }) => {
			const account = accountOf(state, textOf(parameters, 'unique') ?? '');
			if (!account) return unknownAccount();
			const phone = phoneOf(textOf(parameters, 'phone') ?? '', settings.countryCode);
			if (!phone) return fail(400, 'Invalid phone number!');
			if (account.status !== 'connected') return fail(500, 'WhatsApp account is not connected!');
			if (state.notOnWhatsApp.has(phone)) {
				return fail(settings.notOnWhatsAppStatus, "Phone number doesn't exist on WhatsApp!");
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
