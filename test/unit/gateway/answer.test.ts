import { parseData, parseEnvelope } from '../../../nodes/WatX/gateway/answer';

describe('reading an envelope', () => {
	const envelope = { status: 200, message: 'ok', data: { messageId: 1 } };
	const text = JSON.stringify(envelope);

	it.each([
		['plain', text],
		['with a byte order mark', `\uFEFF${text}`],
		['with blanks around', `\n ${text} \n`],
		[
			'behind a PHP warning',
			`<br />\n<b>Warning</b>: Undefined array key {"status" in x.php\n${text}`,
		],
		['with the status as text', '{"status":"200","message":"ok","data":{"messageId":1}}'],
		['parsed already', envelope],
	])('%s', (_name, body) => {
		expect(parseEnvelope(body)).toEqual(envelope);
	});

	it.each([
		'',
		'null',
		'[]',
		'[{"status":200}]',
		'"x"',
		'{"status":true}',
		'{"ok":1}',
		'<html>',
		text.slice(0, -3),
		undefined,
	])('finds none in %j', (body) => {
		expect(parseEnvelope(body)).toBeUndefined();
	});
});

describe('reading data', () => {
	it.each([
		['rows', [{ id: 1 }], [{ id: 1 }]],
		['rows', { 0: { id: 1 }, 2: { id: 3 } }, [{ id: 1 }, { id: 3 }]],
		['rows', false, []],
		['rows', 'text', undefined],
		['rows', undefined, undefined],
		['object', { jid: 'x' }, { jid: 'x' }],
		['object', false, undefined],
		['object', [], undefined],
		['optional', { messageId: 1 }, { messageId: 1 }],
		['optional', false, {}],
		['none', false, {}],
	] as const)('%s from %j', (kind, data, result) => {
		expect(parseData(kind, data)?.data).toEqual(result);
	});
});
