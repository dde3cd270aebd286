// What the islands add: suggestions by keyboard, drafts that save themselves, uploads that survive a dropped line.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { startServer } from './support/server.mjs';
import { assertAccessible, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { pdf } from './support/papers.mjs';

let server;
let chromium;

before(async () => {
	server = await startServer();
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
	await server?.stop();
});

/** A tab on a step of a fresh draft. */
async function draftTab(step) {
	const tab = await openPage(chromium.browser, 'WASM', server.url);
	const { page } = tab;
	await page.goto('/nop-ho-so/1.003197');
	await page.locator('select[name=agency]').selectOption({ index: 1 });
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/nguoi-nop$/);
	if (step !== 'nguoi-nop') await page.goto(`/nop-ho-so/1.003197/${step}`);
	await hydrated(tab);
	return tab;
}

test('suggestions come while typing and are chosen by keyboard', async () => {
	const tab = await openPage(chromium.browser, 'WASM', server.url);
	const { page } = tab;
	await page.goto('/');
	await page.getByRole('searchbox').first().focus();
	await hydrated(tab);
	const box = page.getByRole('combobox').first();
	await box.pressSequentially('ket hon', { delay: 20 });
	await page.getByRole('option').first().waitFor();
	assert.equal(await box.getAttribute('aria-expanded'), 'true');
	await assertAccessible(tab, 'the open suggestions');
	await box.press('ArrowDown');
	const active = await box.getAttribute('aria-activedescendant');
	assert.equal(await page.locator(`[id="${active}"]`).getAttribute('aria-selected'), 'true');
	await box.press('Escape');
	assert.equal(await box.getAttribute('aria-expanded'), 'false');
	await box.press('ArrowDown');
	await page.getByRole('option').first().waitFor();
	await box.press('ArrowDown');
	await box.press('Enter');
	await page.waitForURL(/\/thu-tuc\/\d\.\d+$/);
	tab.assertQuiet();
	await tab.close();
});

test('what is typed is saved without a button and is there in the next visit', async () => {
	const tab = await draftTab('nguoi-nop');
	const { page } = tab;
	const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
	await page.locator('[name="applicant.name"]').fill('Bùi Thị Mận');
	await page.locator('[name="applicant.name"]').blur();
	await saved;
	await page.reload();
	assert.equal(await page.locator('[name="applicant.name"]').inputValue(), 'Bùi Thị Mận');
	tab.assertQuiet();
	await tab.close();
});

test('a mistake is told when the field is left, by the rule that the server uses', async () => {
	const tab = await draftTab('nguoi-nop');
	const { page } = tab;
	const field = page.locator('[name="applicant.identity_number"]');
	await field.fill('01730400123');
	await field.blur();
	await page.getByText('Bạn đã nhập 11').waitFor();
	assert.equal(await field.getAttribute('aria-invalid'), 'true');
	await assertAccessible(tab, 'a field with a mistake');
	await field.fill('017304001234');
	await field.blur();
	await page.getByText('Bạn đã nhập 11').waitFor({ state: 'detached' });
	// Twelve digits are not enough: the rule is that of the electronic forms.
	await field.fill('003304001234');
	await field.blur();
	await page.getByText('Ba chữ số đầu không phải mã của tỉnh nào').waitFor();
	tab.assertQuiet();
	await tab.close();
});

test('typing goes on without a line and is saved when it is back', async () => {
	const tab = await draftTab('nguoi-nop');
	const { page, context } = tab;
	await context.setOffline(true);
	await page.locator('[name="request"]').fill('Viết khi mất mạng');
	await page.locator('[name="request"]').blur();
	await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('motcua-draft-')));
	const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
	await context.setOffline(false);
	await saved;
	await page.reload();
	assert.equal(await page.locator('[name="request"]').inputValue(), 'Viết khi mất mạng');
	await tab.close();
});

test('two windows on one draft never overwrite each other silently', async () => {
	const tab = await draftTab('nguoi-nop');
	const { page, context } = tab;
	const other = await context.newPage();
	await other.goto('/nop-ho-so/1.003197/nguoi-nop');
	await other.waitForFunction(() => document.documentElement.dataset.hydrated === 'true');
	const first = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
	await page.locator('[name="applicant.name"]').fill('Cửa sổ thứ nhất');
	await page.locator('[name="applicant.name"]').blur();
	await first;
	const conflict = other.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.status() === 409);
	await other.locator('[name="applicant.name"]').fill('Cửa sổ thứ hai');
	await other.locator('[name="applicant.name"]').blur();
	await conflict;
	await page.reload();
	assert.equal(await page.locator('[name="applicant.name"]').inputValue(), 'Cửa sổ thứ nhất');
	await tab.close();
});

test('an upload that breaks off is sent again by itself and stored once', async () => {
	const tab = await draftTab('giay-to');
	const { page } = tab;
	let broken = 0;
	await page.route('**/api/v1/drafts/*/files', async (route) => {
		if (route.request().method() === 'POST' && broken < 2) {
			broken += 1;
			await route.abort('connectionreset');
		} else await route.continue();
	});
	await page.locator('input[type=file]').first().setInputFiles({ name: 'chập chờn.pdf', mimeType: 'application/pdf', buffer: pdf('line') });
	await page.locator('[data-stand=received]').first().waitFor();
	assert.equal(broken, 2);
	await page.reload();
	await hydrated(tab);
	assert.equal(await page.locator('[data-stand=received]').count(), 1);
	await tab.close();
});

test('a refused file says why and leaves nothing; a received one can be removed', async () => {
	const tab = await draftTab('giay-to');
	const { page } = tab;
	await page.locator('input[type=file]').first().setInputFiles({ name: 'ảnh.pdf', mimeType: 'application/pdf', buffer: Buffer.from('MZ program') });
	await page.getByText(/chương trình/).first().waitFor();
	await assertAccessible(tab, 'a refused file');
	await page.locator('input[type=file]').first().setInputFiles({ name: 'tốt.pdf', mimeType: 'application/pdf', buffer: pdf('good') });
	await page.locator('[data-stand=received]').first().waitFor();
	await page.locator('[data-stand=received]').first().getByRole('button').click();
	await page.locator('[data-stand=received]').first().waitFor({ state: 'detached' });
	await page.reload();
	assert.equal(await page.getByText('tốt.pdf').count(), 0);
	await tab.close();
});
