/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
/**
 * n8n's editor in a real Chromium: start, sign in, open a workflow, take screenshots. What can be
 * done in the single parts of the editor stands in the folder `editor/`. Elements are found by the
 * `data-test-id` attributes of n8n 2.41.1.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Locator, type Page } from 'playwright-core';

import { PUBLIC_HOST } from './n8nServer';
import { waitUntil } from './process';
import { OWNER } from './restClient';

const CHROMIUM = process.env.WATX_E2E_CHROMIUM ?? '/usr/bin/chromium';
const ACTION_TIMEOUT = 60_000;
const PHONE = { width: 390, height: 844 };
const CHROMIUM_SWITCHES = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
	`--host-resolver-rules=MAP ${PUBLIC_HOST} 127.0.0.1`,
];

export interface EditorOptions {
	/** Address of n8n, without a trailing slash. */
	url: string;
	/** Empty folder for the browser's profile. */
	profileFolder: string;
	screenshotFolder: string;
}

/** A part of a page, in pixels. */
export interface Clip {
	x: number;
	y: number;
	width: number;
	height: number;
}

export interface Picture {
	/** Default is the page of the editor. */
	page?: Page;
	/** Default is all that the window shows. */
	clip?: Clip;
	isLightOnly?: boolean;
}

export class Editor {
	private constructor(
		private readonly context: BrowserContext,
		readonly page: Page,
		private readonly options: EditorOptions,
	) {}

	/** Starts a browser of its own, with nothing stored and nobody signed in. */
	static async start(options: EditorOptions): Promise<Editor> {
		mkdirSync(options.screenshotFolder, { recursive: true });
		const context = await chromium.launchPersistentContext(options.profileFolder, {
			executablePath: CHROMIUM,
			headless: true,
			viewport: { width: 1440, height: 900 },
			hasTouch: true,
			colorScheme: 'light',
			args: CHROMIUM_SWITCHES,
			// The run's own cleanup handles signals; playwright would end the process before it is done.
			handleSIGINT: false,
			handleSIGTERM: false,
			handleSIGHUP: false,
		});
		context.setDefaultTimeout(ACTION_TIMEOUT);
		const page = context.pages()[0] ?? (await context.newPage());
		return new Editor(context, page, options);
	}

	/** The first visible element with this `data-test-id`. */
	find(testId: string, within: Page | Locator = this.page): Locator {
		return within.locator(`[data-test-id="${testId}"]`).first();
	}

	async signIn(): Promise<void> {
		await this.page.goto(`${this.options.url}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(OWNER.email);
		await this.page.locator('input[name="password"]').fill(OWNER.password);
		await this.find('form-submit-button').click();
		await this.find('project-name').waitFor();
	}

	/** Opens a page of the editor by its path, which starts with a slash. */
	async open(path: string): Promise<void> {
		await this.page.goto(`${this.options.url}${path}`);
	}

	/** Opens a workflow and waits until its nodes are on the canvas. */
	async openWorkflow(id: string): Promise<void> {
		await this.open(`/workflow/${id}`);
		await this.find('canvas-node').waitFor();
	}

	/** Closes the notifications in the corner, which cover parts of the page. */
	async closeNotifications(): Promise<void> {
		// A click with the mouse could miss a notification that is just moving and hit the page.
		const click = (buttons: Element[]) =>
			buttons.forEach((button) => (button as HTMLElement).click());
		const closed = async () => {
			await this.page.locator('.el-notification__closeBtn').evaluateAll(click);
			return (await this.page.locator('.el-notification').count()) === 0;
		};
		await waitUntil('notifications did not close', closed, { timeout: ACTION_TIMEOUT });
	}

	/** Opens an address in a page of its own that is as small as a phone and touched instead of clicked. */
	async openOnPhone(url: string): Promise<Page> {
		const page = await this.context.newPage();
		await page.setViewportSize(PHONE);
		const device = await this.context.newCDPSession(page);
		const metrics = { ...PHONE, deviceScaleFactor: 2, mobile: true };
		await device.send('Emulation.setDeviceMetricsOverride', metrics);
		await page.goto(url);
		return page;
	}

	/** Saves what a page, or a part of it, shows as `<name>.png` and, in the dark theme, `<name>-dark.png`. */
	async screenshot(
		name: string,
		{ page = this.page, clip, isLightOnly = false }: Picture = {},
	): Promise<void> {
		for (const [colorScheme, suffix] of [
			['dark', '-dark'],
			['light', ''],
		] as const) {
			if (isLightOnly && colorScheme === 'dark') continue;
			await page.emulateMedia({ colorScheme });
			await page.screenshot({
				clip,
				path: join(this.options.screenshotFolder, `${name}${suffix}.png`),
				animations: 'disabled',
			});
		}
	}

	async close(): Promise<void> {
		await this.context.close();
	}
}
