/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { posix } from 'node:path';
import { preProcessFile } from 'typescript';
import { sourcesIn, textOf } from './files';

/** Who may import whom, besides itself; the arrows run one way. The gateway stands alone. */
const ARROWS: Record<string, string[]> = {
	face: ['items', 'actions', 'trigger', 'lists', 'fields', 'gateway'],
	credentials: ['gateway'],
	items: ['actions', 'fields', 'gateway'],
	actions: ['fields', 'gateway'],
	trigger: ['fields', 'gateway'],
	lists: ['gateway'],
	fields: ['gateway'],
	gateway: [],
};
const PACKAGES = ['n8n-workflow', 'crypto'];

/** The room a file stands in; the nodes themselves are the face. */
function roomOf(path: string): string {
	const [, room] = /^nodes\/WatX\/(\w+)\//.exec(path) ?? [];
	return room ?? (path.startsWith('credentials/') ? 'credentials' : 'face');
}

const importsOf = (path: string): string[] =>
	preProcessFile(textOf(path)).importedFiles.map(({ fileName }) => fileName);

const arrows = ['nodes', 'credentials']
	.flatMap(sourcesIn)
	.flatMap((path) =>
		importsOf(path).map((target): [from: string, to: string] => [
			path,
			target.startsWith('.') ? posix.join(posix.dirname(path), target) : target,
		]),
	);
const isFile = (target: string) => target.includes('/');

it('sees the imports', () => {
	expect(arrows.length).toBeGreaterThan(200);
	expect(new Set(arrows.map(([from]) => roomOf(from)))).toEqual(new Set(Object.keys(ARROWS)));
});

it.each(Object.keys(ARROWS))('%s imports only what stands below it', (room) => {
	const against = arrows.filter(
		([from, to]) =>
			roomOf(from) === room && isFile(to) && ![room, ...ARROWS[room]].includes(roomOf(to)),
	);
	expect(against.map(([from, to]) => `${from} imports ${to}`)).toEqual([]);
});

it('nothing that is shipped imports a package but n8n-workflow and crypto', () => {
	const against = arrows.filter(([, to]) => !isFile(to) && !PACKAGES.includes(to));
	expect(against).toEqual([]);
});
