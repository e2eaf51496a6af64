/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryDataService, Cipher, EncryptionKeyProxy, InstanceSettings } from 'n8n-core';
import { LoggerProxy } from 'n8n-workflow';
import { Container, Logger } from './core';
import { captureConsole, capturingLogger, currentScope, releaseConsole } from './scope';

let users = 0;
let userFolder = '';
let previousUserFolder: string | undefined;

/** One binary service for n8n-core that hands every call to the service of the calling engine. */
const binaryDataOfCaller = new Proxy({} as BinaryDataService, {
	get(_target, property) {
		const service = currentScope()?.binary;
		if (!service) throw new Error('Binary data was used after the last engine was closed');
		const value: unknown = Reflect.get(service, property);
		return typeof value === 'function' ? (value.bind(service) as unknown) : value;
	},
});

/** n8n encrypts credentials with the instance's own key unless key rotation is switched on. */
function useInstanceKey(): void {
	const settings = Container.get(InstanceSettings);
	const key = {
		id: 'instance-key',
		value: Container.get(Cipher).encryptDEKWithInstanceKey(settings.encryptionKey),
		algorithm: 'aes-256-cbc',
		format: 'no-prefix' as const,
	};
	Container.get(EncryptionKeyProxy).setProvider({
		getActiveKey: async () => key,
		getKeyById: async () => null,
		getLegacyKey: async () => key,
	});
}

function removeUserFolder(): void {
	rmSync(userFolder, { recursive: true, force: true });
}

/** Prepares n8n-core's process-wide services for the first engine; later engines share them. */
export function acquireInstance(): string {
	if (users++ > 0) return userFolder;
	userFolder = mkdtempSync(join(tmpdir(), 'n8n-engine-'));
	// For a process that ends with an engine still open.
	process.once('exit', removeUserFolder);
	previousUserFolder = process.env.N8N_USER_FOLDER;
	process.env.N8N_USER_FOLDER = userFolder;
	Container.reset();
	Container.set(Logger, capturingLogger);
	Container.set(BinaryDataService, binaryDataOfCaller);
	LoggerProxy.init(capturingLogger);
	useInstanceKey();
	captureConsole();
	return userFolder;
}

/** Counterpart of `acquireInstance`: the last engine resets the services and deletes the folder. */
export function releaseInstance(): void {
	if (--users > 0) return;
	releaseConsole();
	Container.reset();
	if (previousUserFolder === undefined) delete process.env.N8N_USER_FOLDER;
	else process.env.N8N_USER_FOLDER = previousUserFolder;
	process.off('exit', removeUserFolder);
	removeUserFolder();
}
