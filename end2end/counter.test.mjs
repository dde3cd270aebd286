// Somebody comes to the counter with papers and without a phone: the officer asks, fills in, scans, accepts and prints; what is
// missing is brought later. The desk with and without scripts, and the applicant following with the codes from the paper.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { MODES, assertAccessible, assertFits, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { act, arrive, follow, open } from './support/desk.mjs';
import { walkForm } from './support/forms.mjs';
import { pdf } from './support/papers.mjs';
import { startServer } from './support/server.mjs';

const AGENCY = 'H28.01';
let server;
let chromium;
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

/** Sends a scan for a paper and waits until the server has it. */
async function scan(tab, paper, name) {
	const { page } = tab;
	const section = page.locator('section.paper').nth(paper);
	await section.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: pdf(name) });
	if (!tab.hasScripts) await section.locator('form[enctype] button[type=submit]').click();
	await page.getByText(name).first().waitFor();
	if (tab.hasScripts) await page.waitForFunction((text) => [...document.querySelectorAll('[data-stand=received]')].some((row) => row.textContent.includes(text)), name);
}

/** Chooses the first of the counters at which this officer takes in. */
async function chooseDesk(page) {
	const list = page.locator('select[name=agency]');
	if ((await list.count()) > 0) await list.selectOption({ index: 1 });
	else await page.locator('[name=agency]').first().check({ force: true });
}

for (const [at, mode] of ['no JavaScript', 'WASM'].entries()) {
	describe(`counter: ${mode}`, () => {
		let tab;
		let look;
		let held;
		before(async () => {
			tab = await openPage(chromium.browser, mode, server.url);
			look = async (place) => {
				if (folder) await tab.page.screenshot({ path: `${folder}/quay-${String((shot += 1)).padStart(2, '0')}-${mode.replace(' ', '-')}.png`, fullPage: true });
				await assertAccessible(tab, place);
				await assertFits(tab, place);
			};
			const agencies = [AGENCY, 'H28.31.01', 'H28.31.02'];
			await arrive(tab, server, `quay.${at}`, 'Hà Thị Lan', ...agencies.map((agency) => `${agency}:receptionist`));
		});
		after(() => tab.close());

		test('taken in from paper, accepted and printed', async () => {
			const { page } = tab;
			await page.getByRole('link', { name: 'Tại quầy' }).click();
			await look('the counter');
			await page.locator('[name="thu-tuc"]').fill('tinh trang hon nhan');
			await page.getByRole('search').getByRole('button').click();
			await look('the procedures found');
			await page.getByRole('link', { name: /tình trạng hôn nhân/i }).first().click();
			await page.waitForURL(/\/tai-quay\/thu-tuc\/1\.004873$/);
			await look('the beginning');
			await chooseDesk(page);
			await page.getByRole('button', { name: 'Bắt đầu nhận' }).click();

			await page.waitForURL(/\/nguoi-nop$/);
			await hydrated(tab);
			await look('the applicant');
			assert.match(await page.locator('main').innerText(), /Hồ sơ sẽ ghi người nhập: Hà Thị Lan/);
			await page.locator('[name="applicant.name"]').fill('Bùi Thị Mường');
			await page.getByRole('button', { name: 'Tiếp tục' }).click();

			await page.waitForURL(/\/to-khai\//);
			await hydrated(tab);
			await walkForm(tab, { purpose: 'other' }, { wrong: false, look });

			await page.waitForURL(/\/giay-to$/);
			await hydrated(tab);
			await scan(tab, 0, 'đơn viết tay.pdf');
			await look('the scans');
			// Somebody else is served first; the colleague of the counter finds it under «Unfinished».
			await page.goto('/can-bo/tai-quay');
			await look('the counter with something unfinished');
			await page.getByRole('link', { name: /^Làm tiếp: Bùi Thị Mường/ }).click();
			await page.waitForURL(/\/nguoi-nop$/);
			await page.goto(page.url().replace('/nguoi-nop', '/kiem-tra'));
			await look('the check');
			await page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn' }).click();
			await page.getByRole('alert').waitFor();
			await look('the check, not declared');
			await page.locator('label[for=declared]').click();
			await page.getByRole('button', { name: 'Tiếp nhận và in giấy hẹn' }).click();

			await page.waitForURL(/\/bien-nhan$/);
			await look('what is printed');
			assert.match(await page.locator('h1').innerText(), /Đã tiếp nhận hồ sơ/);
			assert.match(await page.locator('main').innerText(), /Bản chụp giấy tờ \(1\)/);
			const [code, pin] = await page.locator('.receipt-code').allInnerTexts();
			held = { code: code.trim(), pin: pin.trim() };
			const paper = await page.getByRole('link', { name: /In giấy tiếp nhận/ }).getAttribute('href');
			const form = await page.request.get(paper);
			assert.equal((await form.body()).subarray(0, 5).toString(), '%PDF-');
			await page.emulateMedia({ media: 'print' });
			assert.equal(await page.locator('.print-hint').isVisible(), false, 'what is for the officer is not printed');
			assert.ok(await page.locator('.receipt').isVisible());
			await page.emulateMedia({ media: 'screen' });
		});

		test('the applicant follows it with the codes, and what is missing is scanned at the counter', async () => {
			for (const way of Object.keys(MODES)) {
				const applicant = await openPage(chromium.browser, way, server.url);
				const told = await follow(applicant, held);
				assert.match(told, /Được tiếp nhận|Đang xử lý|Tiếp nhận/, way);
				assert.match(told, /tại quầy/i, `${way}: it says how it came in`);
				await assertAccessible(applicant, `the tracking page, ${way}`);
				await assertFits(applicant, `the tracking page, ${way}`);
				applicant.assertQuiet();
				await applicant.close();
			}

			await open(tab, held.code);
			await look('the dossier that came in at the counter');
			assert.match(await tab.page.locator('main').innerText(), /Nộp tại quầy/);
		});

		test('a dossier waits for papers and they are brought to the counter', async () => {
			const { page } = tab;
			await page.goto('/can-bo/tai-quay/thu-tuc/1.003197');
			await chooseDesk(page);
			await page.getByRole('button', { name: 'Bắt đầu nhận' }).click();
			await page.waitForURL(/\/nguoi-nop$/);
			await hydrated(tab);
			await page.locator('[name="applicant.name"]').fill('Lường Văn Én');
			await page.getByRole('button', { name: 'Tiếp tục' }).click();
			await page.waitForURL(/\/giay-to$/);
			await page.goto(page.url().replace('/giay-to', '/kiem-tra'));
			await page.locator('label[for=declared]').click();
			await page.getByRole('button', { name: 'Chỉ ghi nhận, xem xét sau' }).click();
			await page.waitForURL(/\/bien-nhan$/);
			await look('only filed');
			const code = (await page.locator('.receipt-code').first().innerText()).trim();

			await open(tab, code);
			await act(tab, 'Yêu cầu bổ sung', { 'paper:1.1': 'Thiếu đơn, hãy mang đến quầy' }, look);
			await page.getByRole('button', { name: 'Nhận bổ sung tại quầy' }).click();
			await page.waitForURL(/\/can-bo\/tai-quay\/[0-9a-f-]{36}$/);
			await look('what was asked for');
			await page.goto(`${page.url()}/giay-to`);
			await hydrated(tab);
			await scan(tab, 0, 'đơn bổ sung.pdf');
			await page.getByRole('link', { name: 'Tiếp tục' }).click();
			await page.waitForURL(/\/kiem-tra$/);
			await look('the check of what was completed');
			await page.locator('label[for=declared]').click();
			await page.getByRole('button', { name: 'Gửi phần bổ sung' }).click();
			await page.waitForURL(new RegExp(`/can-bo/ho-so/${code}$`));
			assert.match(await page.locator('main').innerText(), /đơn bổ sung\.pdf/);
			const noise = tab.noise.filter((line) => !/40[349]|422/.test(line));
			assert.deepEqual(noise, [], 'the console stays quiet');
		});
	});
}
