import { endpoints, linkEndpoints } from '../../../nodes/WatX/gateway/endpoints';
import { guardedCalls } from '../../source/permissions';

const all = Object.values({ ...endpoints, ...linkEndpoints });

/** The type of message that a call is about, where its path does not tell. */
const typeOf = ({ path, task }: (typeof all)[number]) =>
	path === 'get/wa.message' ? /(sent|received) message/.exec(task)?.[1] : undefined;

describe.each(all.map((endpoint) => [endpoint.task, endpoint] as const))(
	'%s',
	(_task, endpoint) => {
		const { method, path, effect, permission } = endpoint;

		it('needs the permission that the contract names', () => {
			const type = typeOf(endpoint);
			expect(guardedCalls).toContainEqual({ path, type, permission });
		});

		it('does what its path says', () => {
			const [verb] = path.split('/');
			const effects = { get: 'read', validate: 'read', send: 'send' } as Record<string, string>;
			expect(effect).toBe(effects[verb] ?? 'change');
			expect(method).toBe(effect === 'send' ? 'POST' : 'GET');
		});
	},
);
