// A citizen signs in with a one-time code, finds what was begun, files it, follows it on another device, and signs out.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { MODES, assertAccessible, assertFits, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { fileByPages } from './support/filing.mjs';
import { enter, tabTo } from './support/keyboard.mjs';
import { startServer, temporaryFolder } from './support/server.mjs';

let server;
let chromium;
const dataDir = temporaryFolder();
const mails = join(dataDir, 'mails');
const texts = join(dataDir, 'texts');

before(async () => {
	const env = { MOTCUA_MAIL_URL: `file://${mails}`, MOTCUA_MAIL_FROM: 'motcua@example.vn', MOTCUA_SMS_URL: `file://${texts}` };
	server = await startServer({ dataDir, env });
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
	await server?.stop();
});

/** The code in the newest message to that address. */
function codeTo(address, folder = mails) {
	const found = readdirSync(folder).sort().reverse().map((name) => readFileSync(join(folder, name), 'utf8'));
	const message = found.find((text) => text.includes(`To: ${address}`) && /\b\d{3} ?\d{3}\b/.test(text.split('\n\n').slice(1).join('\n')));
	assert.ok(message, `a message to ${address}`);
	return message.split('\n\n').slice(1).join('\n').match(/\b(\d{3}) ?(\d{3})\b/).slice(1).join('');
}

async function look(tab, place) {
	await assertAccessible(tab, place);
	await assertFits(tab, place);
}

async function signIn(tab, address, { own = false, seen = async () => {} } = {}) {
	const { page } = tab;
	await page.goto('/tai-khoan');
	await page.waitForURL(/\/dang-nhap\?/);
	await seen('the page that asks where the code goes');
	// A wrong turn: no address at all.
	await page.getByRole('button', { name: 'Gửi mã cho tôi' }).click();
	await page.getByRole('alert').waitFor();
	await seen('an address that is none');
	await page.locator('[name=contact]').fill(address);
	await page.getByRole('button', { name: 'Gửi mã cho tôi' }).click();
	await page.waitForURL(/\/dang-nhap\/ma/);
	await seen('the page for the code');
	const code = codeTo(address);
	await page.locator('[name=code]').fill(code === '000000' ? '000001' : '000000');
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.getByRole('alert').waitFor();
	await seen('a code that is wrong');
	await page.locator('[name=code]').fill(`${code.slice(0, 3)} ${code.slice(3)}`);
	if (own) await page.locator('label[for=own_device]').click();
	await page.getByRole('button', { name: 'Tiếp tục' }).click();
	await page.waitForURL(/\/tai-khoan/);
}

for (const mode of Object.keys(MODES)) {
	describe(mode, () => {
		const address = `man.${mode.replaceAll(/\W/g, '')}@example.vn`.toLowerCase();

		test('begun, signed in, filed, followed on another device, signed out', { timeout: 180_000 }, async () => {
			const tab = await openPage(chromium.browser, mode, server.url);
			const { page } = tab;
			await page.goto('/nop-ho-so/1.003197');
			await page.locator('select[name=agency]').selectOption({ index: 2 });
			await page.getByRole('button', { name: 'Tiếp tục' }).click();
			await page.waitForURL(/\/nguoi-nop$/);

			await signIn(tab, address, { seen: (place) => look(tab, place) });
			await look(tab, 'the own page with a draft');
			assert.match(await page.locator('main').innerText(), /Bản nháp chưa nộp/);

			// Filed while signed in: it stands on the page, and opens without code and PIN.
			const { code } = await fileByPages(tab, 'Bùi Thị Mận');
			await page.goto('/tai-khoan');
			await look(tab, 'the own page with a dossier');
			await page.locator(`a[href$="/tai-khoan/ho-so/${code}"]`).first().click();
			await page.locator('.code', { hasText: code }).first().waitFor();
			await look(tab, 'the own dossier');

			// On another device: the same dossier, and the draft is taken up there.
			const second = await openPage(chromium.browser, mode, server.url);
			await signIn(second, address);
			assert.ok((await second.page.locator('main').innerText()).includes(code));
			await second.page.getByRole('button', { name: /^Làm tiếp/ }).click();
			await second.page.waitForURL(/\/nop-ho-so\/1\.003197\/nguoi-nop$/);
			await second.page.goto('/tai-khoan/bao-mat');
			await look(second, 'two devices');
			assert.equal(await second.page.locator('[name=session]').count(), 1, 'the first device can be ended from here');
			await second.close();

			await page.goto('/tai-khoan');
			await page.getByRole('button', { name: /^Làm tiếp/ }).click();
			await page.waitForURL(/\/nop-ho-so\/1\.003197\/nguoi-nop$/);
			await hydrated(tab);
			assert.match(await page.locator('main').innerText(), /Bạn đang nộp với tài khoản/);
			await look(tab, 'a step with the account');

			await page.goto('/tai-khoan/bao-mat');
			await look(tab, 'security');
			await page.locator('[name=name]').fill('Bùi Thị Mận, xóm Mường Thịnh, bản có tên rất dài');
			await page.getByRole('button', { name: 'Lưu tên gọi' }).click();
			await page.waitForURL(/xong=ten/);
			await look(tab, 'security with a name');

			await page.goto('/tai-khoan/kho-giay-to');
			await look(tab, 'the store');
			await page.goto('/tai-khoan/du-lieu');
			await look(tab, 'my data');

			await page.getByRole('button', { name: 'Đăng xuất' }).click();
			await page.waitForURL(/da-thoat/);
			await look(tab, 'signed out');
			await page.goto('/nop-ho-so/1.003197/nguoi-nop');
			assert.match(page.url(), /\/nop-ho-so\/1\.003197$/, 'the draft does not open here any more');
			await tab.close();
		});
	});
}

test('by keyboard alone, in English', { timeout: 120_000 }, async () => {
	const tab = await openPage(chromium.browser, Object.keys(MODES)[0], server.url);
	const { page } = tab;
	await page.goto('/en/dang-nhap');
	await look(tab, 'sign-in in English');
	await tabTo(page, page.locator('[name=contact]'), 'the contact');
	await page.keyboard.type('0987654321');
	await page.keyboard.press('Enter');
	await page.waitForURL(/\/en\/dang-nhap\/ma/);
	await look(tab, 'the code in English');
	await tabTo(page, page.locator('[name=code]'), 'the code');
	await page.keyboard.type(codeTo('0987654321', texts));
	await enter(page, page.getByRole('button', { name: 'Continue' }), 'continue');
	await page.waitForURL(/\/en\/tai-khoan/);
	await look(tab, 'the own page in English, empty');
	assert.match(await page.locator('main').innerText(), /Your account is ready/);
	await tab.close();
});

test('a second way to sign in is added', { timeout: 120_000 }, async () => {
	const tab = await openPage(chromium.browser, Object.keys(MODES)[0], server.url);
	await tab.page.goto('/dang-nhap');
	await tab.page.locator('[name=contact]').fill('0911111111');
	await tab.page.getByRole('button', { name: 'Gửi mã cho tôi' }).click();
	await tab.page.locator('[name=code]').fill(codeTo('0911111111', texts));
	await tab.page.getByRole('button', { name: 'Tiếp tục' }).click();
	await tab.page.waitForURL(/\/tai-khoan/);
	await tab.page.goto('/tai-khoan/bao-mat');
	await tab.page.locator('[name=contact]').fill('gop@example.vn');
	await tab.page.getByRole('button', { name: 'Gửi mã để thêm' }).click();
	await tab.page.waitForURL(/\/dang-nhap\/ma/);
	await look(tab, 'the code of a new way in');
	await tab.page.locator('[name=code]').fill(codeTo('gop@example.vn'));
	await tab.page.getByRole('button', { name: 'Tiếp tục' }).click();
	await tab.page.waitForURL(/xong=them/);
	assert.match(await tab.page.locator('main').innerText(), /gop@example\.vn/);
	await look(tab, 'two ways in');
	await tab.close();
});
