import { endpoints, linkEndpoints } from '../../nodes/WatX/gateway/endpoints';
import { sourcesIn, textOf } from './files';

/** The sections of docs/watx-api.md: "every call", "endpoint 4a", each with its text. */
const sections = new Map(
	textOf('docs/watx-api.md')
		.split(/^##+ /m)
		.slice(1)
		.map((section): [string, string] => {
			const heading = section.slice(0, section.indexOf('\n'));
			return [heading.replace(/:.*/, '').toLowerCase(), section];
		}),
);

const sources = ['nodes', 'credentials'].flatMap(sourcesIn);

/** Every `(contract: …)` of the source; a reference may go over the end of a line. */
const references = sources.flatMap((file) =>
	[...textOf(file).matchAll(/\(contract:([^)]*)\)/g)].map(([, words]): [string, string] => [
		file,
		words.replace(/\s+\*?\s*/g, ' ').trim(),
	]),
);

/** "endpoints 1 to 3, 12, Every call, `sid`" as the sections and the parameters it names. */
function parse(reference: string) {
	const parts = reference.split(/,| and /).map((part) => part.trim());
	let plural = false;
	const names = parts
		.filter((part) => !part.startsWith('`'))
		.flatMap((part) => {
			const numbers = part.replace(/^endpoints? /i, '').split(' to ');
			plural = /^endpoints /i.test(part) || (plural && /^\d/.test(part));
			return plural || /^endpoint /i.test(part)
				? numbers.map((number) => `endpoint ${number}`)
				: [part.toLowerCase()];
		});
	const parameters = parts.filter((part) => part.startsWith('`'));
	return { names, parameters: parameters.map((part) => part.replaceAll('`', '')) };
}

it('is cited all over the source', () => {
	expect(references.length).toBeGreaterThan(50);
});

it.each(references)('%s cites a section that exists: %s', (_file, reference) => {
	const { names, parameters } = parse(reference);
	expect([...sections.keys()]).toEqual(expect.arrayContaining(names));
	for (const parameter of parameters) {
		const cited = names.map((name) => sections.get(name)).join('\n');
		expect(cited).toMatch(new RegExp(`\\b${parameter}\\b`));
	}
});

it.each(Object.values({ ...endpoints, ...linkEndpoints }))(
	'has a section for $method $path',
	({ method, path }) => {
		const headings = [...sections.values()].map((text) => text.slice(0, text.indexOf('\n')));
		const described = headings.some((heading) => ` ${heading},`.includes(` ${method} ${path},`));
		expect(described).toBe(true);
	},
);
