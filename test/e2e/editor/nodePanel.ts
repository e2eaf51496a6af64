/** The panel in which a user searches for a node and picks one of its actions. */
import type { Locator } from 'playwright-core';

import type { Editor } from '../editor';

/** Opens the panel at the plus sign behind a node and searches. */
export async function searchNodes(editor: Editor, after: string, text: string): Promise<void> {
	const node = editor.page.locator(`[data-test-id="canvas-node"][data-node-name="${after}"]`);
	await editor.find('canvas-handle-plus', node).click();
	await editor.find('node-creator-search-bar').fill(text);
}

/** Opens the page of the node with exactly this name, which lists its actions. */
export async function openNodePage(editor: Editor, nodeName: string): Promise<void> {
	await item(editor, nodeName).click();
	await editor.find('node-creator-category-item').waitFor();
}

/** The texts of all actions listed on the node's page. */
export async function listActions(editor: Editor): Promise<string[]> {
	return await editor.page
		.locator('[data-test-id="node-creator"] [data-test-id="node-creator-item-name"]')
		.allInnerTexts();
}

/** Opens the section "Triggers" of the node's page, which is closed at first. */
export async function openTriggers(editor: Editor): Promise<void> {
	const section = editor.page.locator('[data-test-id="node-creator-category-item"]');
	await section.filter({ hasText: 'Triggers' }).first().click();
}

/** Addresses of the pictures in the panel that the browser could draw, and of those it could not. */
export async function icons(editor: Editor): Promise<{ drawn: string[]; broken: string[] }> {
	const pictures = await editor
		.find('node-creator')
		.locator('[data-test-id="item-iterator-item"] img')
		.evaluateAll((images) =>
			(images as HTMLImageElement[])
				.filter((image) => image.getClientRects().length > 0)
				.map((image) => ({ source: image.src, width: image.naturalWidth })),
		);
	return {
		drawn: pictures.filter(({ width }) => width > 0).map(({ source }) => source),
		broken: pictures.filter(({ width }) => width === 0).map(({ source }) => source),
	};
}

/** Adds the action with this text to the canvas, which opens its details. */
export async function addAction(editor: Editor, action: string): Promise<void> {
	await item(editor, action).click();
	await editor.find('output-panel').waitFor();
}

function item(editor: Editor, name: string): Locator {
	const items = editor.find('node-creator').locator('[data-test-id="item-iterator-item"]');
	return items.filter({ has: editor.page.getByText(name, { exact: true }) }).first();
}
