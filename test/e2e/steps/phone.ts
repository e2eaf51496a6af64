/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/** The pages behind the links of a question, opened and used on a phone. */
import { strict as assert } from 'node:assert';
import type { Page } from 'playwright-core';

import type { Step } from '../stepRunner';
import type { BrowserWorld } from './browser';
import { answered, ask } from './questions';

const LONG_WORD = `https://shop.example/orders/${'4711-'.repeat(30)}`;

const pressed: Step<BrowserWorld> = {
	name: 'the button of a question is pressed on a phone, light and dark',
	async run(world) {
		const message = `Shall we refund order 4711 <b>today</b>?\nIt is 49.90 €.\n\n${LONG_WORD}`;
		const asked = await ask(world, { message });
		const no = await openOn(world, asked.links[1], 'decline');
		await no.close();
		const yes = await openOn(world, asked.links[0], 'approve');
		await yes.getByRole('button', { name: 'Approve' }).tap();
		await yes.getByText('has been recorded').waitFor();
		await fits(world, yes, 'recorded');
		// From here on n8n answers with a page of its own.
		const late = await world.editor.openOnPhone(asked.links[1]);
		await late.getByText('No action required').waitFor();
		await world.editor.screenshot('phone-answered-before', { page: late });
		assert.equal(await late.getByRole('button').count(), 0, 'A second answer is offered.');
		await Promise.all([yes.close(), late.close()]);
		assert.equal((await answered(world, asked)).approved, true);
	},
};

const written: Step<BrowserWorld> = {
	name: 'an answer is written on a phone, light and dark',
	async run(world) {
		const asked = await ask(world, { responseType: 'freeText', message: 'When shall we come?' });
		const page = await openOn(world, asked.links[0], 'free-text');
		await page.getByRole('button', { name: 'Send' }).tap();
		assert.equal(await page.getByText('has been recorded').count(), 0, 'No text was enough.');
		await page.getByLabel('Your answer').fill('On Friday 😀\n& not before');
		await fits(world, page, 'free-text-written');
		await page.getByRole('button', { name: 'Send' }).tap();
		await page.getByText('has been recorded').waitFor();
		await page.close();
		assert.equal((await answered(world, asked)).text, 'On Friday 😀\n& not before');
	},
};

export const phoneSteps: Array<Step<BrowserWorld>> = [pressed, written];

async function openOn(world: BrowserWorld, link: string, name: string): Promise<Page> {
	const page = await world.editor.openOnPhone(link);
	await fits(world, page, name);
	return page;
}

/** Takes screenshots, and asserts that nothing is wider than the phone or too small for a finger. */
async function fits({ editor }: BrowserWorld, page: Page, name: string): Promise<void> {
	await editor.screenshot(`phone-${name}`, { page });
	const { scroll, width } = await page.evaluate(() => ({
		scroll: document.documentElement.scrollWidth,
		width: window.innerWidth,
	}));
	assert.equal(width, 390);
	assert.ok(scroll <= width, `The page is ${scroll} pixels wide on a phone of ${width}.`);
	for (const button of await page.getByRole('button').all()) {
		const { height = 0 } = (await button.boundingBox()) ?? {};
		assert.ok(height >= 44, `A button is only ${height} pixels high.`);
	}
}
