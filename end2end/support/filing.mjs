// Filing a dossier through the pages, as a citizen does.
import assert from 'node:assert/strict';
import { hydrated } from './browser.mjs';
import { walkForm } from './forms.mjs';
import { pdf } from './papers.mjs';

/** Sends files for the first paper and waits until the server has them. */
export async function sendPapers(tab, files) {
	const { page } = tab;
	const input = page.locator('input[type=file]').first();
	await input.setInputFiles(files);
	if (!tab.hasScripts) {
		await input.locator('xpath=ancestor::form').locator('button[type=submit]').click();
	}
	for (const { name } of files) await page.getByText(name).first().waitFor();
	if (tab.hasScripts) await page.waitForFunction((count) => document.querySelectorAll('[data-stand=received]').length === count, files.length);
}

/** Code and PIN of the receipt that is open. */
export async function receiptOf(page) {
	const text = await page.locator('main').innerText();
	const code = text.match(/H28\.[0-9.]+-\d{6}-\d{4,}/)?.[0];
	assert.ok(code, `a code in ${text}`);
	const pin = text.match(/\b[2-8ACDEFGHJ-NPQRTUVWXY]{6}\b/)?.[0];
	assert.ok(pin, `a PIN in ${text}`);
	return { text, code, pin };
}

/** Asks for a confirmation of marital status with one paper: code, PIN and the agency that received it. */
export async function fileByPages(tab, name) {
	const { page } = tab;
	await page.goto('/nop-ho-so/1.004873');
	await page.locator('select[name=agency]').selectOption({ index: 2 });
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/nguoi-nop$/);
	await hydrated(tab);
	await page.locator('[name="applicant.name"]').fill(name);
	await page.locator('[name="applicant.phone"]').fill('0912 345 678');
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/to-khai\//);
	await hydrated(tab);
	await walkForm(tab, { purpose: 'other' }, { wrong: false, look: async () => {} });
	await page.waitForURL(/\/giay-to$/);
	await hydrated(tab);
	await sendPapers(tab, [{ name: 'tờ khai.pdf', mimeType: 'application/pdf', buffer: pdf('tờ khai') }]);
	await page.getByRole('link', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/kiem-tra$/);
	await page.locator('label[for=declared]').click();
	await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
	await page.waitForURL(/\/bien-nhan\//);
	const { code, pin } = await receiptOf(page);
	return { code, pin, agency: code.split('-')[0] };
}
