import { isRecord, type Envelope } from '../../gateway/answer';

/** What an answer about a phone number says: `noEndpoint` when the installation does not know the call. */
export type Verdict = 'valid' | 'invalid' | 'noEndpoint' | 'fault';

const NOT_THERE = /invalid|(n['’]t|not|no) (exist|registered|valid|found|on|a|an|have|use)\b/i;

/**
 * Tells the answers about a phone number apart by their words, because the status of a number that is not on WhatsApp is
 * not established (contract: endpoint 3, Not established).
 */
export function judge({ status, message, data }: Envelope): Verdict {
	if (status === 200 && isRecord(data) && (data.jid || data.phone)) return 'valid';
	if (/endpoint/i.test(message)) return 'noEndpoint';
	if ([401, 403, 429].includes(status)) return 'fault';
	if (/account|device|session|connected|unique|parameter|server/i.test(message)) return 'fault';
	const isAboutNumber = /number|phone|recipient|contact|jid|whatsapp/i.test(message);
	// With these codes the words must say it: they may also mean that the check itself failed.
	const mustSay = status === 200 || status >= 500;
	if (isAboutNumber && (!mustSay || NOT_THERE.test(message))) return 'invalid';
	return status === 404 && /\bnot (be )?found\b|unknown|no such/i.test(message)
		? 'noEndpoint'
		: 'fault';
}
