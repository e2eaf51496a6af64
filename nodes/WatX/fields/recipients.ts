import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from './call';
import { getDefaultCountryCode } from './defaultCountryCode';
import { parsePhone } from './phone';
import { getChoice, isBlank, quote } from './values';

const MOST_NAMED = 10;

const recipientsFromField: INodeProperties = {
	displayName: 'Recipients From',
	name: 'recipientsFrom',
	type: 'options',
	options: [
		{
			name: 'Input Items',
			value: 'items',
			description: 'One campaign to the recipients of all input items together',
		},
		{
			name: 'List',
			value: 'list',
			description: 'A campaign for each input item, to the recipients of its list',
		},
	],
	default: 'list',
	hint: 'List makes a campaign of each input item, Input Items one campaign of them all',
	description:
		'Where the recipients come from. List: a campaign per input item. Input Items: all input items together make one campaign, so everything but "Recipients" must be the same for all of them.',
};

const recipientsField: INodeProperties = {
	displayName: 'Recipients',
	name: 'recipients',
	type: 'string',
	typeOptions: { rows: 4 },
	required: true,
	default: '',
	placeholder: 'e.g. +919123456789, +919876543210',
	description:
		'Phone numbers with "+" and country code, separated by commas, semicolons, bars or new lines, or an array by expression. Repeated numbers get the message once. Groups cannot be in a campaign: use Send for them.',
};

/** The recipients of a bulk campaign (contract: endpoint 2). */
export const recipientsFields: INodeProperties[] = [recipientsFromField, recipientsField];

/** Whether a campaign is made of each item's list, or of all items together. */
export const getRecipientsFrom = (call: Call): 'items' | 'list' =>
	getChoice(call, recipientsFromField, 'list');

/** The recipients of one item, cleaned, each once. */
export interface Recipients {
	addresses: string[];
	/** How many entries were left out because the number was there already. */
	duplicates: number;
}

/**
 * Reads the recipients of items that go into one campaign.
 *
 * @returns for each call its recipients; a number counts for the first item that has it
 * @throws NodeOperationError that names the entries that are no phone numbers; nothing was sent
 */
export function getRecipients(calls: Call[]): Recipients[] {
	const wrong: Wrong[] = [];
	const seen = new Set<string>();
	const all = calls.map((call) => {
		const defaultCountryCode = getDefaultCountryCode(call);
		const result: Recipients = { addresses: [], duplicates: 0 };
		for (const entry of split(call)) {
			const phone = parsePhone(entry, { defaultCountryCode });
			if ('problem' in phone) {
				const item = calls.length > 1 ? ` in item ${call.itemIndex}` : '';
				const shown = typeof entry === 'object' ? 'an entry' : quote(entry);
				wrong.push({ call, text: `${shown}${item} ${phone.problem}`, advice: phone.advice });
			} else if (seen.has(phone.address)) result.duplicates++;
			else {
				seen.add(phone.address);
				result.addresses.push(phone.address);
			}
		}
		return result;
	});
	if (wrong.length > 0) refuse(wrong);
	return all;
}

/** The entries of an item's "Recipients"; an item without any is refused. */
function split(call: Call): unknown[] {
	const entries = parseList(call.param('recipients'));
	if (entries.length > 0) return entries;
	return call.refuse(
		'"Recipients" is empty',
		'Enter at least one phone number, or take this item out before the node. Nothing was sent.',
	);
}

/** The ways people separate the entries of a list, in any script. */
const SEPARATOR = /[,;|\n\r\t،؛、，；]/;

/** The entries of a list: an array, the JSON of one, or text with separators; blank ones are left out. */
function parseList(value: unknown): unknown[] {
	const entries = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((part) => {
		if (typeof part !== 'string') return [part];
		return parseJsonList(part) ?? part.split(SEPARATOR).map((entry) => entry.trim());
	});
	return entries.filter((entry) => !isBlank(entry));
}

function parseJsonList(text: string): unknown[] | undefined {
	if (!/^\s*\[/.test(text)) return undefined;
	try {
		const value = JSON.parse(text) as unknown;
		return Array.isArray(value) ? (value as unknown[]) : undefined;
	} catch {
		return undefined;
	}
}

/** An entry that is no phone number. */
interface Wrong {
	call: Call;
	text: string;
	advice: string;
}

function refuse(wrong: Wrong[]): never {
	const named = wrong.slice(0, MOST_NAMED).map(({ text }) => text);
	const more = wrong.length > MOST_NAMED ? `, and ${wrong.length - MOST_NAMED} more` : '';
	const advice = [...new Set(wrong.slice(0, MOST_NAMED).map((entry) => entry.advice))].slice(0, 3);
	const [{ call }] = wrong;
	throw new NodeOperationError(
		call.context.getNode(),
		`"Recipients" holds ${wrong.length === 1 ? 'an entry that is no phone number' : `${wrong.length} entries that are no phone numbers`}: ${named.join(', ')}${more}`,
		{ description: ['Nothing was sent.', ...advice].join(' '), itemIndex: call.itemIndex },
	);
}
