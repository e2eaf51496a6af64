import type { IDataObject, IExecuteFunctions } from 'n8n-workflow';
import { accountField, getAccount } from '../../fields/account';
import { defaultCountryCodeOption } from '../../fields/defaultCountryCode';
import { getPhone, phoneField } from '../../fields/phoneNumber';
import { endpoints, type Endpoint } from '../../gateway/endpoints';
import { faultOf } from '../../gateway/faults/fault';
import type { Call } from '../../fields/call';
import type { Operation } from '../operation';
import { judge, type Verdict } from './verdict';
import { flag, optional, text } from '../output';

/** Runs in which the vendor's endpoint turned out to be missing. */
const runsElsewhere = new WeakSet<IExecuteFunctions>();

/** Tells whether a phone number is on WhatsApp (contract: endpoint 3). */
export const validate: Operation = {
	name: 'Validate',
	value: 'validate',
	action: 'Check whether phone number is on WhatsApp',
	description:
		'Tell whether a phone number is on WhatsApp. A number that is not gives "valid": false and the reason, not an error. The gateway also says so when WhatsApp does not answer within 15 seconds.',
	fields: [accountField, phoneField],
	calls: [endpoints.validatePhone, endpoints.validatePhoneElsewhere],
	output: {
		valid: flag('Whether the number is on WhatsApp'),
		phone: text('Phone number with +'),
		jid: optional(text('Address of the number in WhatsApp')),
		reason: optional(text('Why the number is not valid, in the words of the gateway')),
	},
	options: [defaultCountryCodeOption],
	orderKey: () => ({}),
	async run(call) {
		const phone = getPhone(call);
		const params = { unique: getAccount(call), phone };
		const { validatePhone, validatePhoneElsewhere } = endpoints;
		if (!runsElsewhere.has(call.context)) {
			const result = await ask(call, validatePhone, params);
			if (result) return [{ json: result }];
		}
		const result = await ask(call, validatePhoneElsewhere, params);
		if (result) {
			runsElsewhere.add(call.context);
			return [{ json: result }];
		}
		return call.refuse(
			'This WatX installation has no call to validate phone numbers',
			`Neither "${validatePhone.path}" nor "${validatePhoneElsewhere.path}" exists below the Base URL. Check the Base URL in the WatX credential, or ask the operator of the gateway.`,
		);
	},
};

/** Asks one endpoint; gives undefined when the installation does not have it. */
async function ask(
	call: Call,
	endpoint: Endpoint,
	params: { unique: string; phone: string },
): Promise<IDataObject | undefined> {
	let verdict: Verdict | undefined;
	const request = call.request<IDataObject>(endpoint, params, {
		accept: (envelope) => (verdict = judge(envelope)) !== 'fault',
	});
	const answer = await request.catch((error: unknown) => {
		if (!isMissingCall(error)) throw error;
	});
	if (!answer || verdict === 'noEndpoint') return undefined;
	const { data, message } = answer;
	if (verdict === 'invalid') return { valid: false, phone: params.phone, reason: message };
	return { valid: true, phone: data.phone ?? params.phone, ...(data.jid ? { jid: data.jid } : {}) };
}

/** Whether the gateway, or the web server in its place, says that there is no such call. */
function isMissingCall(error: unknown): boolean {
	const fault = faultOf(error);
	if (fault?.kind === 'noSuchCall') return true;
	return fault?.kind === 'foreign' && [404, 405, 410].includes(fault.code ?? 0);
}
