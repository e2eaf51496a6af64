import { endpoints, linkEndpoints } from '../../../nodes/WatX/gateway/endpoints';
import { textOf } from '../../source/files';

const all = Object.values({ ...endpoints, ...linkEndpoints });

/** The table of docs/watx-api.md: the calls that a permission allows, as "get/wa.message of type `sent`" or by path alone. */
const permissions = new Map(
	textOf('docs/watx-api.md')
		.split(/^## /m)
		.find((section) => section.startsWith('Permissions'))!
		.split('\n')
		.filter((line) => line.startsWith('| `'))
		.flatMap((line) => {
			const [, permission, calls] = line.split('|').map((cell) => cell.trim());
			return calls
				.split(/, (?=`[a-z]+\/)/)
				.map((call): [string, string] => [
					call.replaceAll('`', '').replace(/ \[.*/, ''),
					permission.replaceAll('`', ''),
				]);
		}),
);

/** A call, named as in that table. */
const nameOf = ({ path, task }: (typeof all)[number]): string => {
	if (path !== 'get/wa.message') return path;
	return `${path} of type ${/received/.test(task) ? 'received' : 'sent'}`;
};

describe.each(all.map((endpoint) => [nameOf(endpoint), endpoint] as const))(
	'%s',
	(name, { method, path, effect, permission }) => {
		it('needs the permission that the contract names', () => {
			expect([name, permission]).toEqual([name, permissions.get(name)]);
		});

		it('does what its path says', () => {
			const [verb] = path.split('/');
			const effects = { get: 'read', validate: 'read', send: 'send' } as Record<string, string>;
			expect(effect).toBe(effects[verb] ?? 'change');
			expect(method).toBe(effect === 'send' ? 'POST' : 'GET');
		});
	},
);
