// Takes the pictures of the README from the release build: MOTCUA_BINARY=… node end2end/pictures.mjs [folder]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from './support/server.mjs';
import { hydrated, openPage, startBrowser } from './support/browser.mjs';
import { FORMS } from './support/form_answers.mjs';
import { walkForm } from './support/forms.mjs';
import { pdf } from './support/papers.mjs';

const folder = process.argv[2] ?? join(import.meta.dirname, '..', 'docs', 'pictures');
mkdirSync(folder, { recursive: true });
const server = await startServer();
const chromium = await startBrowser();

/** The pictures the README shows. */
const WANTED = ['home-phone', 'home-wide', 'list-wide', 'procedure-phone', 'procedure-wide', 'papers-phone', 'receipt-phone'];
const shoot = async (page, name) => {
	if (WANTED.includes(name)) await page.screenshot({ path: join(folder, `${name}.png`) });
};

try {
	for (const [mode, size] of [['phone', 'phone'], ['WASM', 'wide']]) {
		const tab = await openPage(chromium.browser, mode, server.url);
		const { page } = tab;
		for (const [path, name] of [['/', 'home'], ['/thu-tuc?q=khai+sinh', 'list'], ['/thu-tuc/1.001193', 'procedure']]) {
			await page.goto(path);
			await shoot(page, `${name}-${size}`);
		}
		await page.goto('/nop-ho-so/1.001193');
		await page.locator('select[name=agency]').selectOption({ index: 2 });
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await page.waitForURL(/\/nguoi-nop$/);
		await page.locator('[name="applicant.name"]').fill('Nguyễn Văn A');
		await page.locator('[name="applicant.phone"]').fill('0900 000 000');
		await page.getByRole('button', { name: 'Tiếp tục' }).click();
		await page.waitForURL(/\/to-khai\//);
		await hydrated(tab);
		await walkForm(tab, FORMS.birth.answers, { wrong: false, look: (place) => shoot(page, `form-${place.split(' ').at(-1)}-${size}`) });
		await page.waitForURL(/\/giay-to$/);
		await hydrated(tab);
		await page.locator('input[type=file]').first().setInputFiles({ name: 'Giấy chứng sinh.pdf', mimeType: 'application/pdf', buffer: pdf('paper', 180_000) });
		await page.locator('[data-stand=received]').first().waitFor();
		await shoot(page, `papers-${size}`);
		await page.getByRole('link', { name: 'Tiếp tục' }).click();
		await page.waitForURL(/\/kiem-tra$/);
		await page.locator('label[for=declared]').click();
		await page.getByRole('button', { name: 'Nộp hồ sơ' }).click();
		await page.waitForURL(/\/bien-nhan\//);
		await shoot(page, `receipt-${size}`);
		await tab.close();
	}
} finally {
	await chromium.close();
	await server.stop();
}
