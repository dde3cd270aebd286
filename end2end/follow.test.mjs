// Whoever filed follows along: completes what is asked for, hears of news, and takes the result, with and without scripts.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { assertAccessible, assertFits, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { act, arrive, filed, follow, open } from './support/desk.mjs';
import { pdf } from './support/papers.mjs';
import { run, startServer } from './support/server.mjs';

/** A name as long as they come. */
const NAME = 'Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Bảo Ngọc Quỳnh Trâm';
/** How soon an open page has heard of news; the portal looks every two seconds. */
const SOON_MS = 15_000;

let server;
let chromium;
/** Where to put pictures of the pages, to look at them. */
const folder = process.env.MOTCUA_PICTURES;
let shot = 0;

before(async () => {
	server = await startServer();
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
	await server?.stop();
});

/** How to look at a page: axe, its width, and a picture where one is wanted. */
function looking(tab, mode) {
	return async (place) => {
		if (folder) await tab.page.screenshot({ path: `${folder}/follow-${String((shot += 1)).padStart(2, '0')}-${mode.replace(' ', '-')}.png`, fullPage: true });
		await assertAccessible(tab, place);
		await assertFits(tab, place);
	};
}

/** What a press downloads: its name and bytes. */
async function downloaded(tab, button) {
	const [download] = await Promise.all([tab.page.waitForEvent('download'), button.click()]);
	return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

/** Sends a file for a paper, and waits until the server has it. */
async function sendPaper(tab, component, name) {
	const input = tab.page.locator(`[id="file-${component}"]`);
	await input.setInputFiles([{ name, mimeType: 'application/pdf', buffer: pdf(name) }]);
	if (!tab.hasScripts) await input.locator('xpath=ancestor::form').locator('button[type=submit]').click();
	await tab.page.getByText(name).first().waitFor();
	if (tab.hasScripts) await tab.page.locator('[data-stand=received]', { hasText: name }).waitFor();
}

/** [the desk's mode, the applicant's] */
const PAIRS = [['no JavaScript', 'no JavaScript'], ['WASM', 'WASM'], ['WASM', 'phone']];

for (const [at, [deskMode, mode]] of PAIRS.entries()) {
	describe(`desk: ${deskMode}, applicant: ${mode}`, () => {
		let desk;
		let applicant;
		let looks;
		before(async () => {
			desk = await openPage(chromium.browser, deskMode, server.url);
			applicant = await openPage(chromium.browser, mode, server.url);
			const { agency } = await filed(server.url, NAME);
			const roles = ['receptionist', 'officer', 'leader'].map((role) => `${agency}:${role}`);
			await arrive(desk, server, `mot.minh.${at}`, 'Trần Văn Đức', ...roles);
			looks = { desk: looking(desk, deskMode), applicant: looking(applicant, mode) };
		});
		after(async () => {
			await desk?.close();
			await applicant?.close();
		});

		test('asked for a paper and a field, who filed answers, and the officer sees what changed', async () => {
			const dossier = await filed(server.url, NAME);
			const { page } = applicant;
			await open(desk, dossier.code);
			const wanted = { 'paper:1.1': 'Ảnh mờ: chụp lại cả hai mặt', 'field:applicant.phone': 'Thiếu một số, xin ghi lại' };
			await act(desk, 'Yêu cầu bổ sung', wanted, looks.desk);

			let told = await follow(applicant, dossier);
			for (const words of Object.values(wanted)) assert.ok(told.includes(words), `${words} in ${told}`);
			assert.match(told, /Đến lượt ai\?\s*Bạn/);
			await looks.applicant('a dossier to complete');
			await page.getByRole('button', { name: 'Bổ sung trực tuyến' }).click();
			await page.waitForURL(/\/bo-sung\/[^/]+$/);
			const place = new URL(page.url()).pathname;
			assert.equal(await page.getByText('Chưa sửa').count(), 2);
			await looks.applicant('what is asked, item by item');

			await page.locator('.asked-list a[href*="/nguoi-nop"]').click();
			await page.waitForURL(/\/nguoi-nop/);
			await hydrated(applicant);
			assert.equal(await page.locator('[name="applicant.name"]').inputValue(), NAME, 'nothing is typed twice');
			await page.locator('[name="applicant.phone"]').fill('0987654321');
			await looks.applicant('the field that is asked for');
			await page.getByRole('button', { name: 'Tiếp tục' }).click();
			await page.waitForURL(/\/giay-to/);
			await hydrated(applicant);
			await sendPaper(applicant, '1.1', 'đơn chụp lại.pdf');
			await looks.applicant('the paper that is asked for');

			await page.goto(place);
			assert.equal(await page.getByText('Đã sửa').count(), 2);
			await looks.applicant('everything is changed');
			await page.getByRole('link', { name: 'Kiểm tra và gửi' }).click();
			await page.waitForURL(/\/kiem-tra$/);
			told = await page.locator('section[aria-labelledby=check-changes]').innerText();
			for (const words of ['đơn chụp lại.pdf', '0912345678', '0987654321']) assert.ok(told.includes(words), `${words} in ${told}`);
			await looks.applicant('what is sent');
			await page.locator('label[for=declared]').click();
			await page.getByRole('button', { name: 'Gửi phần bổ sung' }).click();
			await page.waitForURL(/\/da-gui$/);
			await looks.applicant('it was sent');

			await open(desk, dossier.code);
			told = await desk.page.locator('section[aria-labelledby=supplement]').innerText();
			for (const words of ['đơn chụp lại.pdf', '0912345678', '0987654321']) assert.ok(told.includes(words), `${words} in ${told}`);
			await looks.desk('the difference');
			await act(desk, 'Tiếp nhận hồ sơ');

			told = await follow(applicant, dossier);
			assert.match(told, /Đến lượt ai\?\s*Cơ quan/);
			await looks.applicant('accepted after it was completed');
			for (const form of ['mẫu 01', 'mẫu 02']) {
				const row = page.locator('.issued-list > li', { hasText: form });
				const paper = await downloaded(applicant, row.getByRole('button', { name: /^Tải PDF/ }));
				assert.ok(paper.name.startsWith(dossier.code) && paper.bytes.subarray(0, 5).equals(Buffer.from('%PDF-')), paper.name);
				await row.getByRole('button', { name: /^Xem và in/ }).click();
				await page.locator('.sheet').waitFor();
				await looks.applicant(`the paper of ${form}`);
				await follow(applicant, dossier);
			}
		});

		test('an open page hears of news, and without scripts it says how to ask', async () => {
			const dossier = await filed(server.url, NAME);
			const { page } = applicant;
			const { code } = dossier;
			const told = await follow(applicant, dossier);
			const again = page.getByRole('button', { name: 'Xem lại bây giờ' });
			const news = page.locator('[data-live] form');
			assert.equal(await news.isVisible(), false);
			assert.equal(/không tự báo tin mới/.test(told), !applicant.hasScripts, told);
			await open(desk, code);
			await act(desk, 'Tiếp nhận hồ sơ');
			if (applicant.hasScripts) {
				const loaded = await page.evaluate(() => performance.timeOrigin);
				await news.waitFor({ timeout: SOON_MS });
				assert.equal(await page.evaluate(() => performance.timeOrigin), loaded, 'nothing was reloaded under the reader');
				assert.match(await page.getByRole('status').innerText(), /Có tin mới về hồ sơ này\./);
				await looks.applicant('there is news');
				await page.getByRole('button', { name: 'Xem tin mới' }).click();
			} else {
				await looks.applicant('how to ask for news');
				await again.click();
			}
			await page.getByText('Được tiếp nhận').first().waitFor();
			assert.equal(await news.isVisible(), false, 'it is read');
			await looks.applicant('the news');
		});

		test('the result comes as it was signed, and its fingerprint says so', async () => {
			const dossier = await filed(server.url, NAME);
			const { page } = applicant;
			const file = { name: 'giấy xác nhận tình trạng hôn nhân đã ký số.pdf', mimeType: 'application/pdf', buffer: pdf(`ket qua ${at}`, 20_000) };
			await open(desk, dossier.code);
			await act(desk, 'Tiếp nhận hồ sơ');
			await act(desk, 'Chuyển xử lý', { unit: dossier.agency });
			await act(desk, 'Nhận việc');
			await act(desk, 'Hoàn thành bước');
			const result = { title: 'Giấy xác nhận tình trạng hôn nhân', number: '12/XN-UBND', issued_on: '2026-11-25', signer: 'Lò Thị Hương', granted: 'yes', file: [file] };
			await act(desk, 'Ghi kết quả', result, looks.desk);
			let told = await follow(applicant, dossier);
			assert.ok(!told.includes(file.name), 'what is not signed is not told');
			await open(desk, dossier.code);
			await act(desk, 'Hoàn thành bước');

			told = await follow(applicant, dossier);
			assert.ok(told.includes(file.name), told);
			await page.locator('section[aria-labelledby=result] .file-hash summary').click();
			await looks.applicant('the result');
			const shown = await page.locator('section[aria-labelledby=result] .file-hash p code').first().innerText();
			const taken = await downloaded(applicant, page.getByRole('button', { name: 'Tải kết quả' }));
			assert.equal(taken.name, file.name);
			assert.equal(createHash('sha256').update(taken.bytes).digest('hex'), shown);
			assert.ok(taken.bytes.equals(file.buffer), 'byte for byte what the officer attached');

			told = await follow(applicant, dossier);
			assert.match(told, /Đã trả kết quả/);
			await looks.applicant('the result was taken');
			const later = await downloaded(applicant, page.getByRole('button', { name: 'Tải kết quả' }));
			assert.ok(later.bytes.equals(taken.bytes), 'as often as it is wanted');

			await follow(applicant, dossier);
			await page.getByRole('button', { name: 'Đánh giá việc phục vụ…' }).click();
			await looks.applicant('the rating');
			await page.getByText('Rất hài lòng', { exact: true }).click();
			await page.getByRole('button', { name: 'Gửi đánh giá' }).click();
			await page.getByText('Đánh giá đã được lưu').waitFor();
			await page.goto('/chi-so');
			assert.match(await page.locator('main').innerText(), /Quyết định 766/);
			await looks.applicant('how the agencies perform');
			const recount = await run(['indicators', 'recompute', '--check'], { dataDir: server.dataDir });
			assert.equal(recount.code, 0, `${recount.stdout}${recount.stderr}`);
			for (const tab of [desk, applicant]) tab.assertQuiet();
		});
	});
}
