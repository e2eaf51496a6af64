import type { IDataObject, INode } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { parsePhone } from '../fields/phone';
import { foldText } from '../gateway/foldText';
import { parseContact } from '../gateway/messageRow';
import type { Filters, TextCondition } from './filters';
import type { ParameterSource } from './settings';

const SEPARATORS = /[,;|\n\t،、，；]/;
const LONGEST_ADDRESS = 100;
const LONGEST_SHOWN = 80;
const WRITE_NUMBER = 'Write it as "+" and the country code, for example +919876543210';
const CONDITIONS: TextCondition[] = ['is', 'beginsWith', 'contains'];

/**
 * Reads Account and Filters. What can never match is refused: a workflow that waits for ever looks like one that works.
 *
 * @throws NodeOperationError that names the parameter and says what to do
 */
export function getFilters(context: ParameterSource): Filters {
	const read = new FilterReader(context.getNode());
	const typed = asRecord(read.node.parameters);
	const filters = asRecord(context.getNodeParameter('filters', {}));
	const written = asRecord(typed.filters);
	return {
		account: getAccount(context),
		senders: read.addresses('Sender', filters.sender, written.sender),
		notFrom: read.addresses('Not From', filters.notFrom, written.notFrom),
		chatType: parseChoice(read.node, 'Chat Type', filters.chatType, [
			'all',
			'direct',
			'group',
			'broadcast',
		]),
		attachment: parseChoice(read.node, 'Attachment', filters.attachment, [
			'any',
			'with',
			'without',
		]),
		texts: read.texts(asRecord(filters.text).conditions, asRecord(written.text).conditions),
	};
}

/** The own phone number to keep to; empty for all. @throws NodeOperationError for what is no number */
export function getAccount(context: ParameterSource): string {
	const read = new FilterReader(context.getNode());
	const account = context.getNodeParameter('account', '', { extractValue: true });
	return read.account(account, locatorValue(asRecord(read.node.parameters).account));
}

/** Reads values as expressions give them; each next to what the user wrote, which shows whether it is an expression. */
class FilterReader {
	constructor(readonly node: INode) {}

	account(value: unknown, written: unknown): string {
		const entries = this.entries('Account', value, written).map((entry) => {
			const parsed = parseNumber(entry);
			if ('address' in parsed) return parsed.address;
			return this.refuse(
				`The value "${cut(entry)}" of "Account" ${parsed.problem}. ${WRITE_NUMBER}, or choose the account from the list.`,
			);
		});
		if (entries.length <= 1) return entries[0] ?? '';
		return this.refuse(
			'"Account" holds more than one number. Enter one, or leave it empty for all accounts.',
		);
	}

	addresses(name: string, value: unknown, written: unknown): string[] {
		return this.entries(name, value, written, SEPARATORS).map((entry) => {
			const parsed = parseAddress(entry);
			if ('address' in parsed) return parsed.address;
			return this.refuse(
				`The value "${cut(entry)}" of "${name}" ${parsed.problem}. ${WRITE_NUMBER}, or use a group address that ends with @g.us.`,
			);
		});
	}

	texts(value: unknown, written: unknown): Filters['texts'] {
		const sources = [written].flat();
		return [value ?? []]
			.flat()
			.map(asRecord)
			.map(({ condition, phrases }, index) => ({
				condition: parseChoice(this.node, 'Condition', condition ?? 'contains', CONDITIONS),
				phrases: this.phrases(phrases, asRecord(sources[index]).phrases),
			}));
	}

	private phrases(value: unknown, written: unknown): string[] {
		const phrases = this.entries('Text', value, written, /\n/);
		const empty = phrases.find((phrase) => foldText(phrase) === '');
		if (empty === undefined) return phrases;
		return this.refuse(
			`The value "${cut(empty)}" of "Text" has nothing to look for. Enter a word or a phrase.`,
		);
	}

	/** The entries of a list, of one value, or of a text with separators, trimmed and without empty ones. */
	private entries(name: string, value: unknown, written: unknown, separators = /$^/): string[] {
		const entries = [value].flat().flatMap((entry: unknown) => {
			if (typeof entry !== 'object' || entry === null) return String(entry ?? '').split(separators);
			return this.refuse(
				`"${name}" holds a list or an object. Take one value of it, for example {{ $json.phone[0] }}.`,
			);
		});
		const found = entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
		if (found.length > 0 || !isExpression(written)) return found;
		return this.refuse(
			`"${name}" is an expression that gives nothing, so it is not known what to wait for. Correct the expression, or empty the field.`,
		);
	}

	private refuse(problem: string): never {
		throw new NodeOperationError(this.node, problem);
	}
}

/**
 * One of the choices; the first one stands for a value that is not there.
 *
 * @throws NodeOperationError that names the choices
 */
export function parseChoice<T extends string>(
	node: INode,
	displayName: string,
	value: unknown,
	choices: readonly T[],
): T {
	if (value === undefined) return choices[0];
	const found = choices.find((choice) => choice === value);
	if (found !== undefined) return found;
	throw new NodeOperationError(
		node,
		`"${displayName}" is "${cut(String(value))}", which is not offered. Use one of these: ${choices.join(', ')}.`,
	);
}

type Address = { address: string } | { problem: string };

/** A phone number, or any address that a message can come from. */
function parseAddress(entry: string): Address {
	const contact = parseContact(entry);
	if (/^(?:[\d-]+@(?:g\.us|lid|newsletter|broadcast)|status@broadcast)$/.test(contact)) {
		return { address: contact };
	}
	return parseNumber(entry);
}

function parseNumber(entry: string): Address {
	if (entry.length > LONGEST_ADDRESS) return { problem: 'is not a phone number' };
	return parsePhone(entry.includes('@') ? parseContact(entry) : entry);
}

const cut = (text: string): string =>
	text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;

const asRecord = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: {};

/** What the user wrote into a resource locator. */
const locatorValue = (written: unknown): unknown =>
	typeof written === 'object' ? asRecord(written).value : written;

const isExpression = (written: unknown): boolean =>
	[written].flat().some((entry) => typeof entry === 'string' && entry.startsWith('='));
