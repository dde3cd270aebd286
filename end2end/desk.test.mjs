// From reception to result: two officers and a leader at the desk, the applicant following along, each with and without scripts.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { assertAccessible, assertFits, openPage, startBrowser } from './support/browser.mjs';
import { act, arrive, filed, follow, open } from './support/desk.mjs';
import { fileByPages } from './support/filing.mjs';
import { enter } from './support/keyboard.mjs';
import { startServer } from './support/server.mjs';

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
		if (folder) await tab.page.screenshot({ path: `${folder}/${String((shot += 1)).padStart(2, '0')}-${mode.replace(' ', '-')}.png`, fullPage: true });
		await assertAccessible(tab, place);
		await assertFits(tab, place);
	};
}

/** Answers with 403, 404, 409 and 422 are reported by the browser's console; nothing else may be. */
function assertQuiet(tab) {
	const noise = tab.noise.filter((line) => !/40[349]|422/.test(line));
	assert.deepEqual(noise, [], 'the console stays quiet');
}

/** The full minute that comes so many seconds from now, at the earliest. */
function minuteAfter(seconds) {
	return new Date(Math.ceil((Date.now() + seconds * 1_000) / 60_000) * 60_000);
}

/** A moment that many working hours from now, as a field takes it: the portal's own clock knows when the agency is open. */
async function openMoment(hours) {
	const received = new Date(Date.now() + 7 * 3_600_000).toISOString().slice(0, 16);
	const answer = await fetch(new URL(`/api/v1/clock/due?received=${received}&limit=${hours}&unit=hour`, server.url));
	return (await answer.json()).due.slice(0, 16);
}

/** A moment as a field for date and time takes it, in Vietnamese time. */
function local(moment) {
	return new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(0, 16);
}

/** [the desk's mode, the applicant's] */
const PAIRS = [['no JavaScript', 'no JavaScript'], ['WASM', 'WASM'], ['WASM', 'phone']];

for (const [at, [deskMode, mode]] of PAIRS.entries()) {
	describe(`desk: ${deskMode}, applicant: ${mode}`, () => {
		const tabs = {};
		let looks;
		let first;
		let overdue;
		before(async () => {
			// No limit is published for it, so the officer promises a date: one that is over while the other journeys are walked.
			overdue = await filed(server.url, 'Lường Văn Én', { procedure: '2.000033' });
			for (const who of ['reception', 'officer', 'leader']) tabs[who] = await openPage(chromium.browser, deskMode, server.url);
			tabs.applicant = await openPage(chromium.browser, mode, server.url);
			first = await fileByPages(tabs.applicant, 'Bùi Thị Mận');
			const agencies = [...new Set([first.agency, overdue.agency])];
			const roles = (role) => agencies.map((agency) => `${agency}:${role}`);
			await arrive(tabs.reception, server, `tiep.nhan.${at}`, 'Hà Thị Lan', ...roles('receptionist'));
			await arrive(tabs.officer, server, `chuyen.vien.${at}`, 'Trần Văn Đức', ...roles('officer'));
			await arrive(tabs.leader, server, `lanh.dao.${at}`, 'Lò Thị Hương', ...roles('leader'));
			await open(tabs.reception, overdue.code);
			overdue.promised = minuteAfter(90);
			await act(tabs.reception, 'Tiếp nhận hồ sơ', { date: local(overdue.promised) });
			looks = Object.fromEntries(Object.entries(tabs).map(([who, tab]) => [who, looking(tab, who === 'applicant' ? mode : deskMode)]));
		});
		after(async () => {
			for (const tab of Object.values(tabs)) await tab.close();
		});

		test('from reception to the result in the hands of the applicant', async () => {
			const { reception, officer, leader, applicant } = tabs;
			let told = await follow(applicant, first);
			assert.match(told, /Mới đăng ký/);

			await reception.page.goto('/can-bo/ho-so');
			await looks.reception('the queue');
			await reception.page.getByRole('link', { name: first.code }).first().click();
			await looks.reception('the dossier');
			await act(reception, 'Tiếp nhận hồ sơ', {}, looks.reception);
			await act(reception, 'Chuyển xử lý', { unit: first.agency, note: 'Hồ sơ đủ giấy tờ' }, looks.reception);
			await looks.reception('the dossier handed on');

			told = await follow(applicant, first);
			assert.match(told, /Đang xử lý/);
			assert.match(told, /Cơ quan:/);
			await looks.applicant('the tracking page in process');

			await officer.page.goto('/can-bo/ho-so?viec=step');
			await looks.officer('the queue of steps');
			await open(officer, first.code);
			await act(officer, 'Nhận việc');
			await act(officer, 'Hoàn thành bước', { note: 'Đủ điều kiện' }, looks.officer);
			const result = { title: 'Giấy xác nhận', number: '12/XN', issued_on: '2026-11-25', signer: 'Lò Thị Hương', granted: 'yes' };
			await act(officer, 'Ghi kết quả', result, looks.officer);

			await open(leader, first.code);
			await act(leader, 'Hoàn thành bước', {}, looks.leader);
			told = await follow(applicant, first);
			assert.match(told, /Đã có kết quả|Đã xử lý xong/i);

			await open(reception, first.code);
			await act(reception, 'Trả kết quả', { how: 'counter', receiver: 'Bùi Thị Mận' }, looks.reception);
			await looks.reception('the dossier at its end');
			told = await follow(applicant, first);
			assert.match(told, /Đã trả kết quả/);
			await looks.applicant('the tracking page at the end');
			for (const tab of Object.values(tabs)) assertQuiet(tab);
		});

		test('refused, with the reason and where to turn', async () => {
			const dossier = await filed(server.url, 'Đinh Văn Đào');
			const { reception, applicant } = tabs;
			await open(reception, dossier.code);
			await reception.page.locator('.desk-acts a', { hasText: 'Từ chối tiếp nhận' }).click();
			await reception.page.locator('form.desk-act button[type=submit]').click();
			await reception.page.locator('.error-summary').waitFor();
			await looks.reception('a refusal without a reason');
			await open(reception, dossier.code);
			const reason = { reason: 'Việc này do Công an xã giải quyết.', where_to_turn: 'Công an xã Mường Bi, số 2 phố Chợ' };
			await act(reception, 'Từ chối tiếp nhận', reason, looks.reception);
			const told = await follow(applicant, dossier);
			assert.match(told, /Việc này do Công an xã giải quyết\./);
			assert.match(told, /Công an xã Mường Bi/);
			await looks.applicant('a refused dossier');
		});

		test('asked to be completed, everything in one go', async () => {
			const dossier = await filed(server.url, 'Quách Thị Na');
			const { reception, applicant } = tabs;
			await open(reception, dossier.code);
			const named = { other: 'Bản sao giấy khai sinh: nộp thêm vì chưa có trong hồ sơ' };
			await act(reception, 'Yêu cầu bổ sung', named, looks.reception);
			const told = await follow(applicant, dossier);
			assert.match(told, /Bản sao giấy khai sinh/);
			assert.match(told, /Đến lượt ai\?\s*Bạn/);
			await looks.applicant('a dossier to complete');
		});

		test('withdrawn by the applicant, who is asked once more', async () => {
			const dossier = await filed(server.url, 'Xa Văn Pán');
			const { reception, applicant } = tabs;
			await follow(applicant, dossier);
			await applicant.page.getByRole('button', { name: 'Rút hồ sơ này…' }).click();
			await looks.applicant('withdrawing');
			await applicant.page.locator('main form button[type=submit]').first().click();
			await applicant.page.getByText('Bạn đã rút hồ sơ.').first().waitFor();
			await looks.applicant('withdrawn');
			await open(reception, dossier.code);
			assert.match(await reception.page.locator('main').innerText(), /rút/i);
			await reception.page.goto('/can-bo/ho-so?viec=receive');
			assert.ok(!(await reception.page.locator('main').innerText()).includes(dossier.code), 'no work is left with it');
		});

		test('overdue, told plainly, with an apology that the leader approves', async () => {
			const { officer, leader, applicant } = tabs;
			await pause(Math.max(0, overdue.promised.getTime() + 1_000 - Date.now()));
			let told = await follow(applicant, overdue);
			assert.match(told, /Hồ sơ đã quá hạn/);
			assert.match(told, /xin lỗi/);
			await looks.applicant('an overdue dossier');
			await officer.page.goto('/can-bo/ho-so?han=late');
			await looks.officer('the queue of what is late');
			await open(officer, overdue.code);
			assert.match(await officer.page.locator('main').innerText(), /Quá hạn/);
			// The clock drafts one itself before long; whoever is first, the leader decides.
			const mayDraft = (await officer.page.locator('.desk-acts a', { hasText: 'Dự thảo phiếu xin lỗi' }).count()) > 0;
			const excuse = { reason: 'Đang chờ Sở Tài chính xác nhận mức thu.', date: await openMoment(24) };
			if (mayDraft) await act(officer, 'Dự thảo phiếu xin lỗi', excuse, looks.officer);
			const reason = mayDraft ? excuse.reason : 'Cơ quan chưa giải quyết xong hồ sơ';
			await leader.page.goto('/can-bo/ho-so?viec=apology');
			await leader.page.getByRole('link', { name: overdue.code }).first().click();
			assert.ok((await leader.page.locator('main').innerText()).includes(reason), 'the leader reads what is approved');
			await act(leader, 'Duyệt phiếu xin lỗi', {}, looks.leader);
			told = await follow(applicant, overdue);
			assert.ok(told.includes(reason), told);
			assert.match(told, /cơ quan xin lỗi và hẹn lại/);
			assert.doesNotMatch(told, /Hồ sơ đã quá hạn/);
			await looks.applicant('a dossier with a new date');
		});

		test('from dossier to dossier with the keyboard alone', async () => {
			await filed(server.url, 'Bạch Thị Sáu');
			await filed(server.url, 'Bạch Thị Bảy');
			const { page } = tabs.reception;
			await page.goto('/can-bo/ho-so?viec=receive');
			const row = page.locator('main a[href*="/can-bo/ho-so/H28."]').first();
			const code = (await row.innerText()).trim();
			await enter(page, row, code);
			await page.waitForURL(new RegExp(`/can-bo/ho-so/${code}\\?`));
			await enter(page, page.locator('.desk-acts a', { hasText: 'Tiếp nhận hồ sơ' }), 'Tiếp nhận hồ sơ');
			const send = page.locator('form.desk-act button[type=submit]');
			await send.waitFor();
			await enter(page, send, 'the button of the form');
			await page.waitForURL(/xong=receive/);
			await page.getByText('Đã ghi:').waitFor();
			await enter(page, page.locator('a[rel=next]').first(), 'Hồ sơ sau');
			await page.waitForURL((address) => /\/can-bo\/ho-so\/H28\./.test(address.pathname) && !address.pathname.endsWith(code));
			assert.doesNotMatch(await page.locator('h1').innerText(), new RegExp(code), 'another dossier is open');
			await looks.reception('the next dossier');
		});

		test('several at once, and a filter with a name', async () => {
			const dossiers = [await filed(server.url, 'Hà Văn Một'), await filed(server.url, 'Hà Văn Hai')];
			const { page } = tabs.reception;
			await page.goto('/can-bo/ho-so?viec=receive');
			await page.locator('.desk-filters > summary').click();
			await page.locator('#name').fill(`Chờ tiếp nhận ${at}`);
			await page.getByRole('button', { name: 'Lưu bộ lọc' }).click();
			await page.locator('.desk-saved').getByRole('link', { name: `Chờ tiếp nhận ${at}` }).click();
			for (const { code } of dossiers) await page.locator(`input[value^="${code}~"]`).check();
			await looks.reception('dossiers chosen');
			await page.getByRole('button', { name: /Tiếp nhận hồ sơ/ }).click();
			await page.getByText('Đã làm xong cả 2 hồ sơ.').waitFor();
			await looks.reception('what became of them');
		});
	});
}
