// Somebody reports a problem, the agency answers with a template and then in earnest, and the person says whether that answers.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { assertAccessible, assertFits, openPage, startBrowser } from './support/browser.mjs';
import { arrive } from './support/desk.mjs';
import { pdf } from './support/papers.mjs';
import { run, startServer } from './support/server.mjs';

const TITLE = 'Hẹn ba lần vẫn chưa có giấy khai sinh ở quầy số 3 của Sở Tư pháp';
const WORDS = 'Ngày 10, 13 và 20 tháng 11 tôi đến quầy, lần nào cũng được hẹn lại. Gọi tôi 0912 345 678.';
const FOUND = 'Máy in của bộ phận hộ tịch hỏng từ ngày 9 tháng 11, cán bộ hẹn miệng mà không ghi sổ theo dõi.';
const DONE = 'Đã sửa máy, in giấy khai sinh và nhắc cán bộ ghi lịch hẹn bằng giấy.';
const AGENCY = 'H28.14';
const ROLES = ['receptionist', 'leader'].map((role) => `${AGENCY}:${role}`);
/** The smallest photo there is. */
const PHOTO = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');

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

function looking(tab, mode) {
	return async (place) => {
		if (folder) await tab.page.screenshot({ path: `${folder}/feedback-${String((shot += 1)).padStart(2, '0')}-${mode.replace(' ', '-')}.png`, fullPage: true });
		await assertAccessible(tab, place);
		await assertFits(tab, place);
	};
}

async function press(tab, name) {
	await Promise.all([tab.page.waitForEvent('load'), tab.page.getByRole('button', { name, exact: true }).click()]);
}

/** Opens a fold of the desk and does what stands in it. */
async function act(tab, title, fields, button) {
	const fold = tab.page.locator('details', { has: tab.page.locator('summary', { hasText: new RegExp(`^${title}$`) }) });
	if ((await fold.getAttribute('open')) === null) await fold.locator('summary').click();
	for (const [name, value] of Object.entries(fields)) await fold.locator(`[name="${name}"]`).fill(value);
	await Promise.all([tab.page.waitForEvent('load'), fold.getByRole('button', { name: button, exact: true }).click()]);
}

const MODES = [['no JavaScript', 'no JavaScript'], ['WASM', 'WASM'], ['WASM', 'phone']];

for (const [at, [deskMode, mode]] of MODES.entries()) {
	describe(`desk: ${deskMode}, sender: ${mode}`, () => {
		let desk;
		let tab;
		let look;
		let code;
		before(async () => {
			desk = await openPage(chromium.browser, deskMode, server.url);
			tab = await openPage(chromium.browser, mode, server.url);
			look = looking(tab, mode);
			await arrive(desk, server, `phan.anh.${at}`, 'Trần Văn Đức', ...ROLES);
		});
		after(async () => {
			await desk?.close();
			await tab?.close();
		});

		test('a wrong turn keeps what was typed, a denunciation is told its own way, and the report is kept', async () => {
			await tab.page.goto('/');
			await tab.page.getByRole('link', { name: 'Phản ánh, kiến nghị' }).click();
			await look('what is public');
			await tab.page.getByRole('link', { name: 'Gửi phản ánh, kiến nghị' }).click();
			await look('the form');
			await tab.page.locator('[name=title]').fill(TITLE);
			await press(tab, 'Gửi');
			await look('what is missing');
			assert.equal(await tab.page.locator('[name=title]').inputValue(), TITLE, 'nothing typed is lost');
			await tab.page.getByText('Chậm trễ, hẹn nhiều lần').click();
			await tab.page.locator('[name=agency]').selectOption(AGENCY);
			await tab.page.locator('[name=words]').fill(`${WORDS} Tôi muốn tố cáo.`);
			await press(tab, 'Gửi');
			await look('it is no denunciation');
			assert.ok(await tab.page.getByText('Luật Tố cáo 25/2018/QH14').last().isVisible());
			await tab.page.locator('[name=words]').fill(WORDS);
			await press(tab, 'Gửi');
			if (await tab.page.getByRole('button', { name: 'Việc của tôi khác: gửi đi' }).isVisible()) {
				await look('others reported the same');
				await press(tab, 'Việc của tôi khác: gửi đi');
			}
			await look('the receipt');
			code = await tab.page.locator('output').first().innerText();
			assert.match(code, /^PA-H28\.14-\d{6}-\d{4}$/);
		});

		test('a photo is added, and what is no photo is refused with the reason', async () => {
			await tab.page.locator('[name=file]').setInputFiles([{ name: 'don.pdf', mimeType: 'application/pdf', buffer: pdf('don') }]);
			await press(tab, 'Gửi ảnh');
			await look('no photo');
			assert.ok(await tab.page.getByText('không phải ảnh').first().isVisible());
			await tab.page.locator('[name=file]').setInputFiles([{ name: 'quay.png', mimeType: 'image/png', buffer: PHOTO }]);
			await press(tab, 'Gửi ảnh');
			await look('the photo is here');
			assert.ok(await tab.page.getByText('quay.png').isVisible());
		});

		test('the desk takes it up, a template is refused, and an answer with its question is published', async () => {
			const lookDesk = looking(desk, deskMode);
			await desk.page.goto('/can-bo/phan-anh');
			await lookDesk('what is owed');
			await desk.page.getByRole('row', { name: code }).getByRole('link').click();
			await lookDesk('one feedback');
			await act(desk, 'Xác nhận đã nhận', { office: 'Bà Đinh Thị Bưởi, Phòng Hộ tịch' }, 'Xác nhận');
			await act(desk, 'Trả lời', { finding: 'Cảm ơn ông/bà, chúng tôi sẽ xem xét.', action: DONE }, 'Gửi câu trả lời');
			await lookDesk('a template');
			assert.equal(await desk.page.locator('[name=action]').inputValue(), DONE, 'what was typed stays');
			await act(desk, 'Trả lời', { finding: FOUND, action: DONE }, 'Gửi câu trả lời');
			await act(desk, 'Công bố', { title: `${TITLE} ${mode}` }, 'Công bố');
			await lookDesk('answered and published');
			await tab.page.goto(`/phan-anh/${code}`);
			await look('in public');
			const text = await tab.page.locator('main').innerText();
			assert.ok(text.includes(FOUND) && !text.includes('0912'), text);
		});

		test('one more has the same trouble, once for each browser', async () => {
			await press(tab, 'Tôi cũng gặp việc này');
			assert.ok(await tab.page.getByText('Đã thêm tiếng nói của bạn.').isVisible());
			await press(tab, 'Tôi cũng gặp việc này');
			await look('said before');
			assert.ok(await tab.page.getByText('đã được tính từ trước').isVisible());
		});
	});
}

test('the sender follows by code and PIN, sends the answer back, and the counters agree with the histories', async () => {
	const tab = await openPage(chromium.browser, 'no JavaScript', server.url);
	const desk = await openPage(chromium.browser, 'no JavaScript', server.url);
	const look = looking(tab, 'no JavaScript');
	await arrive(desk, server, 'phan.anh.cuoi', 'Trần Văn Đức', ...ROLES);
	await tab.page.goto('/phan-anh/moi');
	await tab.page.getByText('Thái độ phục vụ').click();
	await tab.page.locator('[name=agency]').selectOption(AGENCY);
	await tab.page.locator('[name=title]').fill('Cán bộ nói trống không với người già');
	await tab.page.locator('[name=words]').fill('Sáng thứ hai bà tôi hỏi mẫu đơn thì bị mắng, không ai chỉ chỗ lấy.');
	await press(tab, 'Gửi');
	const [code, pin] = await tab.page.locator('output').allInnerTexts();
	await desk.page.goto(`/can-bo/phan-anh/${code}`);
	await act(desk, 'Xác nhận đã nhận', { office: 'Văn phòng Sở' }, 'Xác nhận');
	await act(desk, 'Trả lời', { finding: FOUND, action: DONE }, 'Gửi câu trả lời');
	await tab.page.goto('/tra-cuu');
	await tab.page.locator('[name=code]').fill(code.toLowerCase());
	await tab.page.locator('[name=pin]').fill(pin);
	await Promise.all([tab.page.waitForEvent('load'), tab.page.locator('[name=pin]').press('Enter')]);
	await look('the answer');
	await tab.page.getByText('Chưa', { exact: true }).first().click();
	await press(tab, 'Gửi ý kiến');
	await look('what is missing has to be said');
	await tab.page.getByLabel('Chưa', { exact: true }).check({ force: true });
	await tab.page.locator('[name=words]').fill('Không nói gì về bà tôi');
	await press(tab, 'Gửi ý kiến');
	await look('opened again');
	assert.ok(await tab.page.getByText('Đã mở lại: cơ quan cấp trên').isVisible());
	const recount = await run(['indicators', 'recompute', '--check'], { dataDir: server.dataDir });
	assert.equal(recount.code, 0, `${recount.stdout}${recount.stderr}`);
	// The refused page answers 422, which the console of the browser reports.
	for (const one of [desk, tab]) assert.deepEqual(one.noise.filter((line) => !line.includes('422')), []);
	await tab.close();
	await desk.close();
});
