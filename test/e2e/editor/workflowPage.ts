/** Publishing a workflow and looking at its executions. */
import type { Editor } from '../editor';

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
