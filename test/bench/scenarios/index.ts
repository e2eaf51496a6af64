import type { Section } from '../report/section';
import type { World } from '../world';
import { lists } from './lists';
import { options } from './options';
import { sends } from './sends';
import { trigger } from './trigger';
import { uploads } from './uploads';
import { weight } from './weight';

/** Everything that is measured, in this order. */
export const scenarios = { sends, options, uploads, lists, trigger, weight } satisfies Record<
	string,
	(world: World) => Promise<Section>
>;

export type ScenarioName = keyof typeof scenarios;
