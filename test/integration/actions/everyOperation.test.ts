/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Ajv, { type ValidateFunction } from 'ajv';
import { catalogue } from '../../../nodes/WatX/actions/catalogue';
import { endpoints, linkEndpoints } from '../../../nodes/WatX/gateway/endpoints';
import { SCHEMA_FOLDER } from '../../../scripts/schemas';
import { ENDPOINTS } from '../../emulator/endpoints';
import { startSuite, type Suite } from '../suite';
import { act } from './act';
import { scenes } from './scenes';

const ROOT = resolve(__dirname, '../../..');

let suite: Suite;
const reached = new Map<string, Set<string>>();

beforeAll(async () => {
	suite = await startSuite();
});
beforeEach(() => suite.reset());
afterAll(async () => await suite.close());

const places = catalogue.flatMap(({ value, operations }) =>
	operations.map((operation) => `${value}: ${operation.value}`),
);

/** What n8n shows of the output before it was run, as the validator of nothing more and nothing less. */
function schemaOf(place: string): ValidateFunction {
	const file = resolve(ROOT, SCHEMA_FOLDER, `${place.replace(': ', '/')}.json`);
	const schema = JSON.parse(readFileSync(file, 'utf8')) as object;
	return new Ajv({ allErrors: true }).compile({ ...schema, additionalProperties: false });
}

/** Stock has validate/whatsapp alone. */
const runnerOf = (place: string) => (place === 'phoneNumber: validate' ? it : it);

for (const place of places) {
	runnerOf(place)(`${place} runs on the engine and gives what the contract answers`, async () => {
		const { parameters, outputs, again } = scenes[place].play(suite);
		const result = await act(suite, place, parameters);
		expect(result.error).toBeUndefined();
		const items = result.items('WatX').map(({ json }) => json);
		expect(items).toEqual(outputs);
		const validate = schemaOf(place);
		for (const item of items) expect([validate(item), validate.errors]).toEqual([true, null]);
		for (const { pairedItem } of result.items('WatX')) expect(pairedItem).toEqual({ item: 0 });
		if (again) await act(suite, place, { ...parameters, ...again() });
		for (const { path } of suite.gateway.requests) {
			reached.set(path, (reached.get(path) ?? new Set()).add(place));
		}
	});
}

/** The calls of the emulator that the node knows: the product offers more than the vendor's text. */
const known = new Set(Object.values({ ...endpoints, ...linkEndpoints }).map(({ path }) => path));
const PATHS = ENDPOINTS.map(({ path }) => path).filter((path) => known.has(path));

it('reaches every endpoint of the contract, and through each operation one', () => {
	const table = Object.fromEntries([...reached].map(([path, by]) => [path, [...by]]));
	expect(Object.keys(table).sort()).toEqual([...PATHS].sort());
	// Two paths for one question, of which an installation has one; and one path with two directions.
	expect(table['validate/whatsapp']).toEqual(table['get/wa.phone']);
	expect([...new Set(Object.values(table).flat())].sort()).toEqual([...places].sort());
});
