/** Publishing a workflow and looking at its executions. */
import type { Editor } from '../editor';
import { sleepFor } from '../process';

/** Room around the nodes of a pictured canvas. */
const MARGIN = 24;

/** Saves the nodes of the open workflow as `<name>.png`, the whole of them, without the marks of what is still to be set. */
export async function pictureCanvas(editor: Editor, name: string): Promise<void> {
	await editor.page.addStyleTag({ content: '[data-test-id="node-issues"] { display: none; }' });
	await editor.page.keyboard.press('1');
	// The canvas glides to where everything fits.
	await sleepFor(1_000);
	const boxes = await editor.page.locator('.vue-flow__node').evaluateAll((nodes) =>
		nodes.map((node) => {
			const { left, top, right, bottom } = node.getBoundingClientRect();
			return { left, top, right, bottom };
		}),
	);
	const [x, y] = [
		Math.min(...boxes.map(({ left }) => left)) - MARGIN,
		Math.min(...boxes.map(({ top }) => top)) - MARGIN,
	];
	// The name and the subtitle of a node stand below it.
	const width = Math.max(...boxes.map(({ right }) => right)) + 2 * MARGIN - x;
	const height = Math.max(...boxes.map(({ bottom }) => bottom)) + 2 * MARGIN - y;
	await editor.screenshot(name, { clip: { x, y, width, height }, isLightOnly: true });
}

/** Publishes (activates) the open workflow; rejects with n8n's words if its trigger refuses. */
export async function publish(editor: Editor): Promise<void> {
	await editor.find('workflow-open-publish-modal-button').click();
	await editor.find('workflow-publish-button').click();
	const done = editor.page.getByRole('button', { name: 'Got it' });
	const refused = editor.page.locator('.el-notification').filter({ hasText: /problem|could/i });
	await done.or(refused).first().waitFor();
	if (await refused.isVisible()) throw new Error(await refused.innerText());
	await done.click();
	await editor.find('workflow-active-version-indicator').waitFor();
}

/** Opens the list of executions and waits, at most `timeout` milliseconds, for the first one. */
export async function openFirstExecution(editor: Editor, timeout: number): Promise<string> {
	await editor.find('radio-button-executions').click();
	const entry = editor.page.locator('[data-test-id^="execution-details-"]').first();
	await entry.waitFor({ timeout });
	await entry.click();
	await editor.find('execution-preview-label').waitFor();
	return await editor.find('execution-preview-label').innerText();
}
