/** The form in which a user creates a credential and sees n8n test it. */
import type { Editor } from '../editor';

const MODAL = 'editCredential-modal';

/** Opens the form for a new credential of the type with this display name. */
export async function openCredentialForm(editor: Editor, typeName: string): Promise<void> {
	await editor.open('/home/credentials/create');
	await editor.find('new-credential-type-select').locator('input').fill(typeName);
	const option = editor.page.locator('[data-test-id="new-credential-type-select-option"]');
	await option.filter({ hasText: typeName }).first().click();
	await editor.find('new-credential-type-button').click();
	await editor.find(MODAL).waitFor();
}

/** Fills fields by their internal name. */
export async function fillCredential(
	editor: Editor,
	fields: Record<string, string>,
): Promise<void> {
	for (const [name, value] of Object.entries(fields)) {
		await editor.find(`parameter-input-${name}`, editor.find(MODAL)).locator('input').fill(value);
	}
}

/** Saves the credential and returns the words in which the form reports the outcome of its test. */
export async function saveAndTest(editor: Editor): Promise<{ passed: boolean; text: string }> {
	const modal = editor.find(MODAL);
	const tested = editor.page.waitForResponse((response) =>
		response.url().endsWith('/rest/credentials/test'),
	);
	await editor.find('credential-save-button', modal).click();
	const { data } = (await (await tested).json()) as { data: { status: string } };
	const success = editor.find('credentials-config-container-test-success', modal);
	const failure = modal.locator('.el-tag--danger').filter({ hasText: 'Couldn’t connect' });
	const outcome = data.status === 'OK' ? success : failure;
	await outcome.waitFor();
	if (await success.isVisible()) return { passed: true, text: await success.innerText() };
	const details = failure.getByText('More details');
	if (await details.isVisible()) await details.click();
	return { passed: false, text: await failure.innerText() };
}

/** The type of the input that holds a field: `password` where the value is hidden. */
export async function inputType(editor: Editor, name: string): Promise<string | null> {
	const input = editor.find(`parameter-input-${name}`, editor.find(MODAL)).locator('input');
	return await input.getAttribute('type');
}

export async function closeCredentialForm(editor: Editor): Promise<void> {
	await editor.page.keyboard.press('Escape');
	await editor.find(MODAL).waitFor({ state: 'hidden' });
}
