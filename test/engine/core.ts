/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { createRequire } from 'node:module';

/** The parts of n8n's dependency injection container that the harness uses. */
export interface CoreContainer {
	get<T>(type: abstract new (...args: never[]) => T): T;
	set<T>(type: abstract new (...args: never[]) => T, instance: T): void;
	reset(): void;
}

// npm may install several copies of n8n's internal packages side by side; only the ones that
// n8n-core itself resolves share its container.
const requireFromCore = createRequire(require.resolve('n8n-core'));

/** The container that n8n-core takes all of its services from; one per process. */
export const { Container } = requireFromCore('@n8n/di') as { Container: CoreContainer };

/** The class under which n8n-core looks its logger up. */
export const { Logger } = requireFromCore('@n8n/backend-common') as {
	Logger: new (...args: never[]) => object;
};
