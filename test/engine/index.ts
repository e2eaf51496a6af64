/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * Runs the built package on n8n-core, as n8n 2.41 does, without n8n: the package is loaded by
 * n8n-core's loader, workflows run on its WorkflowExecute, with its expressions, paired items,
 * Retry On Fail, error outputs, binary data, encrypted credentials and HTTP. Used by tests (jest),
 * demo and benchmarks (tsx) alike.
 *
 * ```ts
 * const engine = await createEngine({ binaryMode: 'filesystem' });
 * const data = await engine.binary.fromFile('photo.jpg');
 * const send = engine.node(
 * 	{ resource: 'message', operation: 'send', recipient: '={{ $json.phone }}', ... },
 * 	{ onError: 'continueErrorOutput' },
 * );
 * const result = await engine.run(engine.chain(send), {
 * 	input: [{ json: { phone: '+491701234567' }, binary: { data } }],
 * 	credentials: { watXApi: { baseUrl, secret } },
 * });
 * result.error; result.items('WatX'); result.items('WatX', 1); result.hints; result.logs;
 * await engine.close();
 * ```
 *
 * - `run` takes exported workflow JSON too. A workflow that fails gives a result with `error`.
 *   `start` is `run` with `cancel()`. Nodes get the credentials of the set by type name, unless
 *   they name one by id. `input` is what the start node puts out.
 * - `testCredential`, `searchList`, `poller`, `webhook`, `requestWaiting` and `runAsTool` do what the editor,
 *   the scheduler, n8n's server and an AI agent do. A `Poller` knows what n8n would have `stored` at any moment: hand that to a
 *   new poller and `activate('init')` it to restart n8n.
 * - Without n8n-nodes-base (see `morePackageDirs`), small stand-ins serve as Manual Trigger,
 *   Schedule Trigger, Edit Fields, If, Filter, Switch, Split Out, Read Files from Disk, No Operation
 *   and Sticky Note.
 *
 * What n8n-core's container forces: there is one instance (user folder, encryption key, logger)
 * per process, made by the first engine and deleted with the last, and a package is loaded once.
 * Everything else is an engine's own, binary mode and logs included, so engines and runs may
 * overlap. n8n's logger prints nothing; console output of code in a run goes to the run's logs.
 *
 * Not covered: sub-workflows, task runners, OAuth. Expressions run on n8n's
 * default (in-process) evaluator. Under jest, a node that stores binary data with neither a MIME
 * type nor a known file extension fails, since n8n-core imports an ES module to look into it.
 */
import { mkdtemp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createBinaryService } from './binaryStore';
import { builtinNodes } from './builtinNodes';
import { Engine } from './engine';
import { acquireInstance, releaseInstance } from './instance';
import { Types } from './nodeTypes';
import { loadPackage } from './packages';
import { AGENT, agent } from './tool';
import type { EngineOptions } from './types';

export { Engine } from './engine';
export type { ListSearch } from './listSearch';
export { Poller, type PollerOptions } from './poll';
export { RunResult } from './result';
export type { StartedRun } from './run';
export { WebhookHost, type WebhookOptions } from './webhook';
export type { ToolOptions, ToolRun } from './tool';
export type * from './types';

const REPOSITORY = resolve(__dirname, '../..');

/** Loads the packages and prepares an engine. Close it when done. */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
	const { packageDir = REPOSITORY, morePackageDirs = [], binaryMode = 'filesystem' } = options;
	const directories = [packageDir, ...morePackageDirs];
	const folder = await mkdtemp(join(acquireInstance(), 'engine-'));
	const parts = Promise.all([
		Promise.all(directories.map(loadPackage)),
		createBinaryService(options.binaryFolder ?? folder, binaryMode),
	]);
	// Without an engine there is nobody to close; the caller still gets the error below.
	parts.catch(releaseInstance);
	const [loaders, binary] = await parts;
	const types = new Types(loaders, { ...builtinNodes, [AGENT]: agent, ...options.extraNodes });
	return new Engine(types, { binary, logs: [] }, folder);
}
