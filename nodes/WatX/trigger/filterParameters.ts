import type { IDataObject } from 'n8n-workflow';
import { parsePhone } from '../fields/phone';
import { getChoice, membersOf, problemOfText, quote, type Source } from '../fields/values';
import { foldText } from '../gateway/foldText';
import { parseContact } from '../gateway/messageRow';
import type { Filters } from './filters';
import { attachmentField, chatTypeField, conditionField, filtersField } from './messageFields';
import { sourceOf, type ParameterSource } from './parameters';

const SEPARATORS = /[,;|\n\t،、，；]/;
const LONGEST_ADDRESS = 100;
const WRITE_NUMBER = 'Write it as "+" and the country code, for example +919876543210';

/**
 * Reads Account and Filters. What can never match is refused: a workflow that waits for ever looks like one that works.
 *
 * @throws NodeOperationError that names the parameter and says what to do
 */
export function getFilters(context: ParameterSource): Filters {
	const filters = membersOf(sourceOf(context), filtersField);
	const read = new FilterReader(filters);
	const written = asRecord(asRecord(context.getNode().parameters).filters);
	return {
		account: getAccount(context),
		senders: read.addresses('Sender', filters.param('sender'), written.sender),
		notFrom: read.addresses('Not From', filters.param('notFrom'), written.notFrom),
		chatType: getChoice(filters, chatTypeField, 'all'),
		attachment: getChoice(filters, attachmentField, 'any'),
		texts: read.texts(
			asRecord(filters.param('text')).conditions,
			asRecord(written.text).conditions,
		),
	};
}

/** The own phone number to keep to; empty for all. @throws NodeOperationError for what is no number */
export function getAccount(context: ParameterSource): string {
	const account = context.getNodeParameter('account', '', { extractValue: true });
	const { account: written } = asRecord(context.getNode().parameters);
	return new FilterReader(sourceOf(context)).account(account, locatorValue(written));
}

/** Reads values as expressions give them; each next to what the user wrote, which shows whether it is an expression. */
class FilterReader {
	constructor(private readonly source: Source) {}

	account(value: unknown, written: unknown): string {
		const entries = this.entries('Account', value, written).map((entry) => {
			const parsed = parseNumber(entry);
			if ('address' in parsed) return parsed.address;
			return this.source.refuse(
				`The value ${quote(entry)} of "Account" ${parsed.problem}`,
				`${WRITE_NUMBER}, or choose the account from the list.`,
			);
		});
		if (entries.length <= 1) return entries[0] ?? '';
		return this.source.refuse(
			'"Account" holds more than one number',
			'Enter one, or leave it empty for all accounts.',
		);
	}

	addresses(name: string, value: unknown, written: unknown): string[] {
		return this.entries(name, value, written, SEPARATORS).map((entry) => {
			const parsed = parseAddress(entry);
			if ('address' in parsed) return parsed.address;
			return this.source.refuse(
				`The value ${quote(entry)} of "${name}" ${parsed.problem}`,
				`${WRITE_NUMBER}, or use a group address that ends with @g.us.`,
			);
		});
	}

	texts(value: unknown, written: unknown): Filters['texts'] {
		const sources = [written].flat();
		return [value ?? []]
			.flat()
			.map(asRecord)
			.map((entry, index) => ({
				condition: getChoice(
					{ ...this.source, param: (name) => entry[name] },
					conditionField,
					'contains',
				),
				phrases: this.phrases(entry.phrases, asRecord(sources[index]).phrases),
			}));
	}

	private phrases(value: unknown, written: unknown): string[] {
		const phrases = this.entries('Text', value, written, /\n/);
		const empty = phrases.find((phrase) => foldText(phrase) === '');
		if (empty === undefined) return phrases;
		return this.source.refuse(
			`The value ${quote(empty)} of "Text" has nothing to look for`,
			'Enter a word or a phrase.',
		);
	}

	/** The entries of a list, of one value, or of a text with separators, trimmed and without empty ones. */
	private entries(name: string, value: unknown, written: unknown, separators = /$^/): string[] {
		const entries = [value].flat().flatMap((entry: unknown) => {
			const wrong = problemOfText(entry);
			if (wrong) return this.source.refuse(`"${name}" ${wrong.problem}`, wrong.advice);
			return String(entry ?? '').split(separators);
		});
		const found = entries.map((entry) => entry.trim()).filter((entry) => entry !== '');
		if (found.length > 0 || !isExpression(written)) return found;
		return this.source.refuse(
			`"${name}" is an expression that gives nothing, so it is not known what to wait for`,
			'Correct the expression, or empty the field.',
		);
	}
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

const asRecord = (value: unknown): IDataObject =>
	typeof value === 'object' && value !== null && !Array.isArray(value)
		? (value as IDataObject)
		: {};

/** What the user wrote into a resource locator. */
const locatorValue = (written: unknown): unknown =>
	typeof written === 'object' ? asRecord(written).value : written;

const isExpression = (written: unknown): boolean =>
	[written].flat().some((entry) => typeof entry === 'string' && entry.startsWith('='));
