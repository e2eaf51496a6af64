/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import { watch } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** Editors write a file in several steps; changes within this time count as one. */
const SETTLE_MS = 300;

/** Runs the action after each change below the folders, one at a time, as long as the process lives. */
export function onChange(folders: string[], action: () => Promise<void>): void {
	let pending = false;
	let running = false;
	const run = async () => {
		pending = true;
		if (running) return;
		running = true;
		while (pending) {
			await wait(SETTLE_MS);
			pending = false;
			await action();
		}
		running = false;
	};
	for (const folder of folders) watch(folder, { recursive: true }, () => void run());
}
