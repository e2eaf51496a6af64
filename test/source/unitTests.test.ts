/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { posix } from 'node:path';
import { sourcesIn } from './files';

const rooms = new Set(sourcesIn('nodes/WatX').map((path) => posix.dirname(path)));

it('stand in the order of the source: each folder of unit tests is a folder of the node', () => {
	const folders = sourcesIn('test/unit').map((path) => posix.dirname(path));
	const strange = folders.filter((folder) => !rooms.has(folder.replace('test/unit', 'nodes/WatX')));
	expect([...new Set(strange)]).toEqual([]);
});
