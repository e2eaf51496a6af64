import * as fc from 'fast-check';
import type { Call } from '../../../../../nodes/WatX/fields/call';
import {
	getAnswers,
	getWords,
	parseReply,
} from '../../../../../nodes/WatX/actions/message/sendAndWait/answers';
import { withoutCode } from '../../../../../nodes/WatX/actions/message/sendAndWait/inChat';

const call = (options: Record<string, unknown> = {}, parameters: Record<string, unknown> = {}) =>
	({
		param: (name: string) => parameters[name],
		option: (name: string) => options[name],
		refuse: (problem: string) => {
			throw new Error(problem);
		},
	}) as unknown as Call;
const answers = (values: object = {}, responseType: unknown = 'approval') =>
	getAnswers(call({}, { responseType, approvalOptions: { values } }));

describe('getAnswers', () => {
	it('has both answers with their usual words, for a review tool sets nothing', () => {
		expect(getAnswers(call())).toEqual({
			kind: 'approval',
			approveLabel: 'Approve',
			declineLabel: 'Decline',
		});
	});

	it('has one answer when the person can only approve', () => {
		expect(answers({ approvalType: 'single', approveLabel: ' Got\nit ' })).toEqual({
			kind: 'approval',
			approveLabel: 'Got it',
		});
	});

	it.each([
		[{ approveLabel: ['Yes'] }, 'approval', '"Approve Button Label" is a list'],
		[{ approvalType: 'both' }, 'approval', '"Type of Approval" is "both", which is not one of'],
		[{}, null, '"Response Type" is null, which is not one of its choices'],
	])('refuses %j and the type %p', (values, responseType, problem) => {
		expect(() => answers(values, responseType)).toThrow(problem);
	});

	it('takes a number as a label and an empty one as the usual word', () => {
		expect(answers({ approveLabel: 1, disapproveLabel: ' ' })).toMatchObject({
			approveLabel: '1',
			declineLabel: 'Decline',
		});
	});
});

describe('parseReply', () => {
	const words = getWords(call(), answers({ approveLabel: 'Ja', disapproveLabel: 'Nein' }));

	it.each(['yes', ' YES ', 'Ok.', '👍', '👍🏿', '✅', 'ja', '"Ja"!', 'ＹＥＳ'])(
		'%p approves',
		(text) => {
			expect(parseReply(text, 'approval', words)).toEqual({ approved: true, text });
		},
	);

	it.each(['no', 'No.', '👎🏻', '❌', 'nein'])('%p declines', (text) => {
		expect(parseReply(text, 'approval', words)).toEqual({ approved: false, text });
	});

	it('approves by nothing but a word of the list', () => {
		fc.assert(
			fc.property(fc.string(), (text) => {
				fc.pre(!/^[\W_]*(yes|y|ok|okay|approve|confirm|ja)[\W_]*$/i.test(text.normalize('NFKC')));
				expect(parseReply(text, 'approval', words).approved).toBe(false);
			}),
		);
	});

	it('reads long texts in time that grows with their length alone', () => {
		const text = '!'.repeat(200_000);
		expect(parseReply(text, 'approval', words).approved).toBe(false);
	});
});

describe('withoutCode', () => {
	it.each([
		['4821 yes', 'yes'],
		['Yes 4821', 'Yes'],
		['4821: rather tomorrow', 'rather tomorrow'],
		['４８２１ ok', 'ok'],
		['4821', ''],
	])('%p says %p', (message, text) => {
		expect(withoutCode(message, '4821')).toBe(text);
	});

	it.each(['yes', '48210 yes', '14821', '+4914821555'])('%p does not hold the code', (message) => {
		expect(withoutCode(message, '4821')).toBeUndefined();
	});
});
