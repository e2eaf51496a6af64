import { sentences } from '../../../nodes/WatX/gateway/sentences';

describe('sentences', () => {
	it.each([
		[['It broke', 'Wait.'], 'It broke. Wait.'],
		[['It broke.', 'Wait'], 'It broke. Wait'],
		[['Really?', 'Yes!', 'So it is…', 'End'], 'Really? Yes! So it is… End'],
		[['He said "Go."', 'We went.'], 'He said "Go." We went.'],
		[['', undefined, null, ' One '], 'One'],
		[['It broke. Wait.', 'Wait.'], 'It broke. Wait.'],
		[[], ''],
	])('joins %j', (parts, text) => {
		expect(sentences(...parts)).toBe(text);
	});
});
