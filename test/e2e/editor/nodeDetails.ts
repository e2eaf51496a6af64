/** The details of a node: its parameters, "Execute step" and the output panel. */
import type { IDataObject } from 'n8n-workflow';
import type { Locator } from 'playwright-core';

import type { Clip, Editor } from '../editor';

/** What the text of each view of the output looks like once the view is drawn. */
const VIEW_TEXTS = { table: /^[^[]/, json: /^\s*\[[^]*\]/, binary: /Mime Type/ };

/** Opens the details of a node on the canvas. */
export async function openNode(editor: Editor, name: string): Promise<void> {
	await editor.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
	await output(editor).waitFor();
}

/** Goes on to the node behind the one whose details are open. */
export async function openNext(editor: Editor, name: string): Promise<void> {
	const next = editor.page.locator(`[data-test-id="floating-node"][data-node-name="${name}"]`);
	await next.click();
	await editor.page
		.locator('[data-test-id="inline-edit-preview"]')
		.filter({ hasText: name })
		.first()
		.waitFor();
}

/** The part of the page in which a node's parameters stand. */
export async function formBox(editor: Editor): Promise<Clip> {
	const box = await formPanel(editor).boundingBox();
	if (!box) throw new Error('No form is shown.');
	return box;
}

/** The texts of a form that do not fit where they stand, and end in an ellipsis. */
export async function cutTexts(editor: Editor): Promise<string[]> {
	return await formPanel(editor)
		.locator('label *, span, p')
		.evaluateAll((elements) =>
			elements
				.filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth + 1)
				.filter((element) => getComputedStyle(element).textOverflow === 'ellipsis')
				.map((element) => (element as HTMLElement).innerText),
		);
}

/** Types into a text parameter. */
export async function fillParameter(editor: Editor, name: string, value: string): Promise<void> {
	const field = editor.find(`parameter-input-${name}`);
	await field.locator('input, textarea').first().fill(value);
}

/** Opens the dropdown of a resource locator and returns the texts of its entries. */
export async function openLocator(editor: Editor, name: string): Promise<string[]> {
	await editor.find('rlc-input', locator(editor, name)).click();
	const entries = editor.page.locator('[data-test-id="rlc-item"]');
	await entries.first().waitFor();
	return await entries.allInnerTexts();
}

/** Picks an entry of the open dropdown and returns what the parameter shows then. */
export async function pickFromLocator(editor: Editor, name: string, text: string): Promise<string> {
	await editor.page.locator('[data-test-id="rlc-item"]').filter({ hasText: text }).first().click();
	return await locator(editor, name).locator('input').last().inputValue();
}

/** Presses "Execute step" and waits for its end. */
export async function executeStep(editor: Editor): Promise<'success' | 'error'> {
	await editor.find('node-execute-button').click();
	const success = editor.find('node-run-status-success', output(editor));
	const danger = editor.find('node-run-status-danger', output(editor));
	await success.or(danger).first().waitFor();
	await editor.closeNotifications();
	return (await danger.isVisible()) ? 'error' : 'success';
}

/** Shows the output as table, JSON or binary data and returns its text. */
export async function readOutput(
	editor: Editor,
	view: 'table' | 'json' | 'binary',
): Promise<string> {
	await editor.find(`radio-button-${view}`, output(editor)).click();
	const data = editor.find('ndv-data-container', output(editor));
	await data.filter({ hasText: VIEW_TEXTS[view] }).waitFor();
	return await data.innerText();
}

/** The items that the JSON view of the output shows. */
export async function readItems(editor: Editor): Promise<IDataObject[]> {
	const text = await readOutput(editor, 'json');
	// The view indents with no-break spaces, which JSON does not know.
	return JSON.parse(text.replaceAll('\u00a0', ' ')) as IDataObject[];
}

/** Opens the first picture of the binary view and returns its size in pixels. */
export async function viewPicture(editor: Editor): Promise<{ width: number; height: number }> {
	await editor.find('ndv-view-binary-data', output(editor)).click();
	const picture = editor.find('ndv-data-container', output(editor)).locator('img').first();
	await picture.waitFor();
	return await picture.evaluate(async (image: HTMLImageElement) => {
		await image.decode();
		return { width: image.naturalWidth, height: image.naturalHeight };
	});
}

/** The error shown in the output panel: its title, and everything said there. */
export async function readError(editor: Editor): Promise<{ title: string; text: string }> {
	const title = await editor.find('node-error-message', output(editor)).innerText();
	return { title, text: await output(editor).innerText() };
}

export async function closeNode(editor: Editor): Promise<void> {
	await editor.find('ndv-close-button').click();
	await output(editor).waitFor({ state: 'hidden' });
}

function formPanel(editor: Editor): Locator {
	return editor.find('node-parameters');
}

function output(editor: Editor): Locator {
	return editor.find('output-panel');
}

function locator(editor: Editor, name: string): Locator {
	return editor.find(`resource-locator-${name}`);
}
