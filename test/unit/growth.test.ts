import type { IPollFunctions } from 'n8n-workflow';
import { findAccountByPhone } from '../../nodes/WatX/actions/accountByPhone';
import { comparable } from '../../nodes/WatX/actions/message/outgoing';
import {
	getAnswers,
	getWords,
	parseReply,
} from '../../nodes/WatX/actions/message/sendAndWait/answers';
import { withoutCode } from '../../nodes/WatX/actions/message/sendAndWait/inChat';
import { getChatWait } from '../../nodes/WatX/actions/message/sendAndWait/waitTime';
import { isVariant, parseSpintax } from '../../nodes/WatX/actions/message/spintax';
import { accountField, getAccount } from '../../nodes/WatX/fields/account';
import { binaryField, urlField } from '../../nodes/WatX/fields/attachment';
import { getAttachment } from '../../nodes/WatX/fields/attachmentFile';
import { findBinary, getBinary } from '../../nodes/WatX/fields/binary';
import type { Call } from '../../nodes/WatX/fields/call';
import { getCampaign } from '../../nodes/WatX/fields/campaign';
import { getCampaignName } from '../../nodes/WatX/fields/campaignName';
import { getContact } from '../../nodes/WatX/fields/conversation';
import { getDefaultCountryCode } from '../../nodes/WatX/fields/defaultCountryCode';
import { factsOfUrl, toAcceptedFile } from '../../nodes/WatX/fields/fileKinds';
import { getGroup } from '../../nodes/WatX/fields/group';
import { getFileLink } from '../../nodes/WatX/fields/link';
import { getLinkToken, tidyLink, tokenOfLink } from '../../nodes/WatX/fields/linkToken';
import { getMessage } from '../../nodes/WatX/fields/message';
import { getMessageFilters } from '../../nodes/WatX/fields/messageFilters';
import { getMessageId } from '../../nodes/WatX/fields/messageId';
import { parseMoment } from '../../nodes/WatX/fields/moment';
import { getLimit } from '../../nodes/WatX/fields/paging';
import { parsePhone } from '../../nodes/WatX/fields/phone';
import { getRecipients } from '../../nodes/WatX/fields/recipients';
import { getRequestOptions } from '../../nodes/WatX/fields/requestOptions';
import { getCheckMode, getRunSettings, isRehearsal } from '../../nodes/WatX/fields/sendingOptions';
import { getServer } from '../../nodes/WatX/fields/server';
import { quote } from '../../nodes/WatX/fields/values';
import { parseBaseUrl } from '../../nodes/WatX/gateway/baseUrl';
import { endpoints } from '../../nodes/WatX/gateway/endpoints';
import { quoteWithout } from '../../nodes/WatX/gateway/faults/quote';
import { foldText } from '../../nodes/WatX/gateway/foldText';
import { parseLinkStatus } from '../../nodes/WatX/gateway/links/linkStatus';
import { parseMessageRow } from '../../nodes/WatX/gateway/messageRow';
import { sentences } from '../../nodes/WatX/gateway/sentences';
import { understand } from '../../nodes/WatX/gateway/understand';
import { fileNameOf } from '../../nodes/WatX/trigger/attachments/fileName';
import { looksLikePage } from '../../nodes/WatX/trigger/attachments/fileType';
import { getFilters } from '../../nodes/WatX/trigger/filterParameters';
import { parsePost } from '../../nodes/WatX/trigger/webhook/post';
import { slowPieces } from '../growth';

const context = {
	getInputData: () => [{ json: {} }],
	getNode: () => ({ name: 'WatX', parameters: {} }),
	getTimezone: () => 'UTC',
};

/** An item that has a text in every parameter and option but for those that are named. */
const callWith = (text: string, others: Record<string, unknown> = {}) => {
	const read = (name: string) => (name in others ? others[name] : text);
	return {
		...{ itemIndex: 0, context, param: read, option: read },
		refuse: (problem: string) => {
			throw new Error(problem);
		},
	} as unknown as Call;
};

const plainQuote = quoteWithout('a&');
const understanding = { quote: plainQuote, baseUrl: 'https://x.example/api' };
const raw = { statusCode: 200, headers: {} };
const answer = (statusCode: number, body: string) =>
	understand(
		endpoints.getSent,
		{ statusCode, body, headers: { 'retry-after': body, location: body } },
		understanding,
	);
const words = getWords(callWith(''), { kind: 'approval', approveLabel: 'a', declineLabel: 'b' });
const media = { messageType: 'media', attachmentSource: 'url' };

/** Everything that reads what people write, and what the gateway or a web server says. */
const readers: Record<string, (text: string) => unknown> = {
	account: (text) => getAccount(callWith(text)),
	'account by its phone number': (text) =>
		findAccountByPhone(callWith(text), context.getNode() as never, accountField),
	'approval options': (text) =>
		getAnswers(
			callWith('', { approvalOptions: { values: { approveLabel: text, disapproveLabel: text } } }),
		),
	'attachment by link': (text) => void getAttachment(callWith(text, media)).catch(() => {}),
	'Base URL': parseBaseUrl,
	campaign: (text) => getCampaign(callWith(text)),
	'campaign name': (text) => getCampaignName(callWith(text)),
	'check mode': (text) => getCheckMode(callWith(text)),
	contact: (text) => getContact(callWith(text, { defaultCountryCode: '' })),
	'default country code': (text) => getDefaultCountryCode(callWith(text)),
	'facts of a link': (text) => factsOfUrl(`https://x.example/${text}`),
	'file by its names': (text) =>
		['media', 'document'].map((kind) =>
			toAcceptedFile(kind as 'media', {
				...{ fileName: text, documentName: text, mimeType: text, fileExtension: text },
			}),
		),
	filters: (text) => getMessageFilters(callWith('', { filters: { contains: text } })),
	'filters by number': (text) => getMessageFilters(callWith('', { filters: { contact: text } })),
	group: (text) => getGroup(callWith(text)),
	'Input Binary Field': (text) =>
		findBinary(callWith(text), binaryField) ?? getBinary(callWith(text), binaryField),
	limit: (text) => getLimit(callWith(text, { returnAll: false })),
	link: (text) => getFileLink(callWith(text), urlField),
	'link with a scheme': (text) => getFileLink(callWith(`https://x.example/${text}`), urlField),
	message: (text) => getMessage(callWith(text)),
	'message ID': (text) => getMessageId(callWith(text)),
	moment: (text) => parseMoment(`2026-11-25${text}`, 'UTC'),
	phone: (text) => parsePhone(text),
	'phone of a country': (text) => parsePhone(text, { defaultCountryCode: '39', groups: true }),
	'quoted value': quote,
	recipients: (text) => getRecipients([callWith(text, { defaultCountryCode: '' })]),
	rehearsal: (text) => isRehearsal(callWith(text)),
	'request options': (text) => getRequestOptions(callWith(text)),
	'run settings': (text) => getRunSettings(callWith(text)),
	server: (text) => getServer(callWith(text)),
	'time limit': (text) =>
		getChatWait(callWith('', { limitWaitTime: { values: { resumeAmount: text } } })),
	token: (text) => getLinkToken(callWith(text), understanding.baseUrl),
	'token of a link': (text) => tokenOfLink(text, 'https://x.example/api'),
	'tidied link': (text) => tidyLink(`https://x.example/${text}`),
	variants: (text) => parseSpintax(text),
	'variants that are compared': (text) =>
		isVariant(text, parseSpintax(text.slice(0, 200)) ?? [], { left: 10_000 }),
	'yes and no words': (text) =>
		getWords(callWith(text, { noWords: 'no' }), { kind: 'approval', approveLabel: 'a' }),

	answer: (text) => answer(200, text),
	'answer of a proxy': (text) => answer(502, `<html><title>${text}`),
	'answer behind a warning': (text) => answer(200, `${text}{"status":200,"message":"","data":[]}`),
	'answer with such words': (text) =>
		answer(200, JSON.stringify({ status: 500, message: text, data: false })),
	'compared text': comparable,
	'disposition of a file': (text) =>
		fileNameOf(`attachment; filename="${text}`, new URL('https://x.example/')),
	'folded text': foldText,
	'link status': (text) =>
		parseLinkStatus(
			{ ...raw, body: JSON.stringify({ status: 200, message: text, data: { wid: text } }) },
			understanding,
		),
	'page in place of a file': looksLikePage,
	'post of a webhook as text': parsePost,
	'post of a webhook': (text) =>
		parsePost({ secret: text, type: text, 'data[id]': text, 'data[message]': text }),
	'quoted words': plainQuote,
	reply: (text) => parseReply(text, 'approval', words),
	'reply with a code': (text) => withoutCode(text, '1234'),
	row: (text) =>
		parseMessageRow({
			...{ id: text, account: text, recipient: text, message: text, attachment: text },
			created: text,
		}),
	'row with an ID': (text) =>
		parseMessageRow({
			...{ id: 1, account: text, recipient: text, message: text, attachment: text },
			created: text,
		}),
	sentences: (text) => sentences(text, text),
	"trigger's filters": (text) =>
		getFilters({
			getNode: context.getNode,
			getNodeParameter: (name: string) =>
				name === 'filters' ? { sender: text, notFrom: text, text: [{ phrases: text }] } : text,
		} as unknown as IPollFunctions),
};

it.each(Object.entries(readers))('%s: reading costs what the text is long', (_name, read) => {
	expect(slowPieces(read)).toEqual([]);
});
