import type { Section } from '../report/section';
import type { World } from '../world';
import { delay } from './delay';
import { lists } from './lists';
import { options } from './options';
import { sends } from './sends';
import { trigger } from './trigger';
import { uploads } from './uploads';
import { wait } from './wait';
import { weight } from './weight';

/** Everything that is measured, in this order. */
export const scenarios = {
	...{ sends, options, uploads, lists, trigger, delay, wait, weight },
} satisfies Record<string, (world: World) => Promise<Section>>;

/** What is the same whatever the gateway does with it. */
export const ONCE: ScenarioName[] = ['uploads', 'weight'];

export type ScenarioName = keyof typeof scenarios;
