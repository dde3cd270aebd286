// Find a procedure, read it, file a dossier with three papers, hold the receipt, look it up again: in three modes.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { startServer } from './support/server.mjs';
import { MODES, assertAccessible, assertFits, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { receiptOf, sendPapers } from './support/filing.mjs';
import { walkForm } from './support/forms.mjs';
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

for (const mode of Object.keys(MODES)) {
	describe(mode, () => {
		test('from the search to the tracking page', async () => {
			const tab = await openPage(chromium.browser, mode, server.url);
			const { page } = tab;
			const look = async (place) => {
				await assertAccessible(tab, place);
				await assertFits(tab, place);
			};

			await page.goto('/');
			await look('the front page');
			await page.locator('input[type=search]').first().fill('xac nhan doc than');
			await page.getByRole('search').getByRole('button').first().click();
			await page.waitForURL(/\/thu-tuc\?q=/);
			await look('the list');
			await page.getByRole('link', { name: /tình trạng hôn nhân/i }).first().click();
			await page.waitForURL(/\/thu-tuc\/1\.004873$/);
			await look('the procedure');

			await page.getByRole('link', { name: /Nộp hồ sơ trực tuyến/ }).first().click();
			await page.waitForURL(/\/nop-ho-so\/1\.004873$/);
			await look('the start');
			await page.locator('select[name=agency]').selectOption({ index: 2 });
			await page.getByRole('button', { name: 'Tiếp tục' }).click();

			await page.waitForURL(/\/nguoi-nop$/);
			await hydrated(tab);
			await look('the applicant');
			await page.getByRole('button', { name: 'Tiếp tục' }).click();
			await page.getByRole('alert').waitFor();
			assert.match(await page.title(), /^Lỗi: /);
			await look('the applicant with what is missing');
			await page.locator('[name="applicant.name"]').fill('Bùi Thị Mận');
			await page.locator('[name="applicant.phone"]').fill('0912 345 678');
			await page.getByRole('button', { name: 'Tiếp tục' }).click();

			await page.waitForURL(/\/to-khai\//);
			await hydrated(tab);
			await walkForm(tab, { purpose: 'other' }, { wrong: false, look });

			await page.waitForURL(/\/giay-to$/);
			await hydrated(tab);
			await look('the papers');
			const files = ['một.pdf', 'hai.pdf', 'ba.pdf'].map((name) => ({ name, mimeType: 'application/pdf', buffer: pdf(name) }));
			await sendPapers(tab, files);
			await look('the papers received');
			await page.reload();
			for (const { name } of files) assert.ok(await page.getByText(name).first().isVisible(), `${name} is still there after a reload`);
			await page.getByRole('link', { name: 'Tiếp tục' }).click();

			await page.waitForURL(/\/kiem-tra$/);
			await look('the check');
			assert.ok(await page.getByText('Bùi Thị Mận').first().isVisible());
			await page.locator('label[for=declared]').click();
			await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();

			await page.waitForURL(/\/bien-nhan\//);
			await look('the receipt');
			const { text, code, pin } = await receiptOf(page);
			for (const { name } of files) assert.ok(text.includes(name), `${name} on the receipt`);

			await page.goto('/tra-cuu');
			await look('the look-up');
			await page.locator('[name=code]').first().fill(code.toLowerCase());
			await page.locator('[name=pin]').first().fill('222222');
			await page.locator('main').getByRole('button').first().click();
			await page.getByRole('alert').waitFor();
			await page.locator('[name=pin]').first().fill(pin);
			await page.locator('main').getByRole('button').first().click();
			await page.getByText('Mới đăng ký').first().waitFor();
			await look('the dossier');
			// A wrong PIN is answered with 404, which Chromium itself writes to the console.
			const noise = tab.noise.filter((line) => !line.includes('404 (Not Found)'));
			assert.deepEqual(noise, [], 'the console stays quiet');
			await tab.close();
		});
	});
}
