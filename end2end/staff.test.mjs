// The first sign-in of an administrator and of an officer, with and without JavaScript, and on a phone.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { assertAccessible, assertFits, openPage, startBrowser } from './support/browser.mjs';
import { PASSWORD, addStaff, totp } from './support/desk.mjs';
import { startServer } from './support/server.mjs';

let server;
let chromium;
/** Where to put pictures of the pages, to look at them. */
const folder = process.env.MOTCUA_PICTURES;

before(async () => {
	server = await startServer();
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
	await server?.stop();
});

for (const [at, mode] of ['no JavaScript', 'WASM', 'phone'].entries()) {
	test(`somebody new signs in, sets the account up and manages others: ${mode}`, async () => {
		const tab = await openPage(chromium.browser, mode, server.url);
		const { page } = tab;
		let shot = 0;
		const look = async (place) => {
			if (folder) await page.screenshot({ path: `${folder}/${mode.replace(' ', '-')}-${String((shot += 1)).padStart(2, '0')}.png`, fullPage: true });
			await assertAccessible(tab, place);
			await assertFits(tab, place);
		};
		const press = (name) => page.getByRole('button', { name, exact: true }).click();
		const code = await addStaff(server, `admin.${at}`, 'Bùi Văn Đức', 'H28:administrator');

		await page.goto('/can-bo/nhan-su');
		assert.match(page.url(), /\/can-bo\/dang-nhap\?tiep=/);
		await look('sign-in');
		await page.locator('#login').fill(`admin.${at}`);
		await page.locator('#password').fill('không phải mật khẩu');
		await press('Đăng nhập');
		await page.locator('.error-summary').waitFor();
		await look('sign-in with a mistake');
		await page.locator('#password').fill(code);
		await press('Đăng nhập');
		await page.waitForURL(/\/thiet-lap$/);
		await look('choosing a password');
		await page.locator('#password').fill(PASSWORD);
		await page.locator('#repeated').fill(PASSWORD);
		await press('Tiếp tục');
		await page.locator('.desk-qr').waitFor();
		await look('the app');
		const secret = await page.locator('.desk-secret').textContent();
		await page.locator('#code').fill(totp(secret));
		await press('Xác nhận');
		await page.locator('.desk-codes').waitFor();
		assert.equal(await page.locator('.desk-codes li').count(), 10);
		await look('recovery codes');
		const recovery = await page.locator('.desk-codes li').first().textContent();
		await page.getByRole('link', { name: 'Đã cất, vào bàn làm việc' }).click();
		await page.waitForURL(/\/can-bo$/);
		await look('start');

		await page.getByRole('link', { name: 'Nhân sự' }).click();
		await look('people');
		await page.locator('#login').fill(`lan.${at}`);
		await page.locator('#name').fill('Hà Thị Lan');
		await page.locator('#agency').selectOption('H28.14');
		await page.locator('#role').selectOption('officer');
		await press('Thêm cán bộ');
		await page.locator('.desk-secret').waitFor();
		await look('somebody new');

		await press('Đăng xuất');
		await page.waitForURL(/da-thoat$/);
		await look('signed out');
		await page.goto('/can-bo/tai-khoan');
		await page.locator('#login').fill(`admin.${at}`);
		await page.locator('#password').fill(PASSWORD);
		await press('Đăng nhập');
		await page.waitForURL(/\/xac-thuc/);
		await page.locator('#code').fill('000000');
		await press('Tiếp tục');
		await page.locator('.error-summary').waitFor();
		await look('second factor with a mistake');
		await page.locator('summary').click();
		await page.locator('#recovery').fill(recovery);
		await press('Dùng mã khôi phục');
		await page.waitForURL(/\/can-bo\/tai-khoan$/);
		await look('account');
		assert.match(await page.textContent('main'), /Còn 9 mã/);

		const english = await page.goto('/en/can-bo/nhan-su');
		assert.equal(english.status(), 200);
		await look('people in English');
		// Refused pages answer 403 and 422, which the console of the browser reports.
		const noise = tab.noise.filter((line) => !line.includes('422'));
		assert.deepEqual(noise, [], 'the console stays quiet');
		await tab.close();
	});
}
