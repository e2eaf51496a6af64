import type { INodeProperties } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import type { Call } from './call';
import { cleanPhone } from './phone';

const MOST_NAMED = 10;

/** The recipients of a bulk campaign (contract: endpoint 2). */
export const recipientsFields: INodeProperties[] = [
	{
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
		description:
			'Where the recipients come from. List: a campaign per input item. Input Items: all input items together make one campaign, so everything but "Recipients" must be the same for all of them.',
	},
	{
		displayName: 'Recipients',
		name: 'recipients',
		type: 'string',
		typeOptions: { rows: 4 },
		required: true,
		default: '',
		placeholder: 'e.g. +919123456789, +919876543210',
		description:
			'Phone numbers with "+" and country code, separated by commas, semicolons or new lines, or an array by expression. Repeated numbers get the message once. Groups cannot be in a campaign: use Send for them.',
	},
];

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
	const wrong: Array<{ call: Call; text: string }> = [];
	const seen = new Set<string>();
	const all = calls.map((call) => {
		const local = call.option<boolean>('localRecipient');
		const result: Recipients = { addresses: [], duplicates: 0 };
		for (const entry of split(call)) {
			const cleaned = cleanPhone(entry, { local });
			if ('problem' in cleaned) {
				const item = calls.length > 1 ? ` in item ${call.itemIndex}` : '';
				const problem = typeof entry === 'object' ? 'is not a phone number' : cleaned.problem;
				wrong.push({ call, text: `${JSON.stringify(entry)}${item} ${problem}` });
			} else if (seen.has(cleaned.address)) result.duplicates++;
			else {
				seen.add(cleaned.address);
				result.addresses.push(cleaned.address);
			}
		}
		return result;
	});
	if (wrong.length > 0) refuse(wrong);
	return all;
}

/** The entries of an item's "Recipients"; an item without any is refused. */
function split(call: Call): unknown[] {
	const value = call.param<unknown>('recipients');
	const parts = (Array.isArray(value) ? (value as unknown[]) : [value]).flatMap((part) =>
		typeof part === 'string' ? part.split(/[,;\r\n]/).map((entry) => entry.trim()) : [part],
	);
	const entries = parts.filter((part) => part !== '' && part !== undefined && part !== null);
	if (entries.length > 0) return entries;
	return call.refuse(
		'"Recipients" is empty',
		'Enter at least one phone number, or take this item out before the node. Nothing was sent.',
	);
}

function refuse(wrong: Array<{ call: Call; text: string }>): never {
	const named = wrong.slice(0, MOST_NAMED).map(({ text }) => text);
	const more = wrong.length > MOST_NAMED ? `, and ${wrong.length - MOST_NAMED} more` : '';
	const [{ call }] = wrong;
	throw new NodeOperationError(
		call.context.getNode(),
		`"Recipients" holds ${wrong.length === 1 ? 'an entry that is no phone number' : `${wrong.length} entries that are no phone numbers`}: ${named.join(', ')}${more}`,
		{
			description:
				'Nothing was sent. Write each as "+" and the country code, for example +919876543210, or switch on the option "Recipient Is a Local Number". Messages to groups go out with Send.',
			itemIndex: call.itemIndex,
		},
	);
}
