// A month whose true figures are known is published; anybody checks it in a browser and at the command line, and whoever changes one
// event is found out. The head of an agency with delay explains, and a correction says what differs.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { assertAccessible, assertFits, openPage, startBrowser } from './support/browser.mjs';
import { arrive } from './support/desk.mjs';
import { run, startServer, temporaryFolder } from './support/server.mjs';

const DOSSIERS = 600;
/** The last month, which is over whenever this runs. */
const now = new Date(Date.now() + 7 * 3_600_000);
const last = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1));
const MONTH = last.toISOString().slice(0, 7);
const PAGE = `/chi-so/cong-bo/${MONTH}`;

let dataDir;
let server;
let chromium;
/** [agency, figure, amount] as they really happened. */
let truth;
const pictures = process.env.MOTCUA_PICTURES;
let shot = 0;

async function command(...args) {
	const done = await run(args, { dataDir });
	assert.equal(done.code, 0, `${args.join(' ')}: ${done.stdout}${done.stderr}`);
	return done.stdout;
}

before(async () => {
	dataDir = temporaryFolder();
	const told = await command('demo', '--month', MONTH, '--dossiers', String(DOSSIERS));
	truth = told.trim().split('\n').map((line) => line.split(' '));
	await command('indicators', 'publish', '--month', MONTH);
	server = await startServer({ dataDir });
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
	await server?.stop();
});

async function look(tab, place) {
	if (pictures) await tab.page.screenshot({ path: `${pictures}/publication-${String((shot += 1)).padStart(2, '0')}.png`, fullPage: true });
	await assertAccessible(tab, place);
	await assertFits(tab, place);
}

async function downloaded(tab) {
	const [download] = await Promise.all([
		tab.page.waitForEvent('download'),
		tab.page.getByRole('link', { name: 'Tải tệp có chữ ký và dữ liệu' }).click(),
	]);
	const path = join(dataDir, `${shot}-${download.suggestedFilename()}`);
	await download.saveAs(path);
	return path;
}

for (const mode of ['no JavaScript', 'WASM', 'phone']) {
	test(`${mode}: a month is found, read, downloaded and checked`, async () => {
		const tab = await openPage(chromium.browser, mode, server.url);
		await tab.page.goto('/chi-so');
		await tab.page.getByRole('link', { name: 'Bản công bố từng tháng' }).click();
		await look(tab, 'every month');
		await tab.page.getByRole('link', { name: `tháng ${last.getUTCMonth() + 1}/${last.getUTCFullYear()}` }).first().click();
		await look(tab, 'an edition');
		assert.ok(await tab.page.getByText('Chữ ký số đúng').isVisible());
		const path = await downloaded(tab);
		const key = (await command('indicators', 'key')).trim();
		const said = await command('indicators', 'verify', path, '--key', key);
		for (const [agency, figure, amount] of truth) {
			assert.ok(said.includes(`ok    ${agency} ${figure}: ${amount}\n`), `${agency} ${figure} ${amount} is published`);
		}
		const button = tab.page.getByRole('button', { name: 'Kiểm tra bản này ngay' });
		assert.equal(await button.isVisible(), tab.hasScripts, 'where no script runs there is the command');
		assert.ok(await tab.page.getByText('motcua indicators verify FILE').isVisible());
		if (tab.hasScripts) {
			await button.click();
			await tab.page.getByText('Khớp hết').waitFor();
			const lines = readFileSync(path, 'utf8').trimEnd().split('\n').length - 2;
			const sentence = await tab.page.getByText('Khớp hết').innerText();
			assert.ok(sentence.includes(` ${lines} dòng dữ liệu`), sentence);
			await tab.page.getByText('Xem từng con số').click();
			const rows = await tab.page.locator('.check-result tbody tr').count();
			assert.ok(sentence.includes(` ${rows} con số`), `${rows}: ${sentence}`);
			await look(tab, 'every figure agrees');
		}
		tab.assertQuiet();
		await tab.close();
	});
}

test('whoever files sees how it really went, beside the limit', async () => {
	const tab = await openPage(chromium.browser, 'phone', server.url);
	await tab.page.goto(`/chi-so?ky=${MONTH}`);
	await tab.page.locator('main table a').first().click();
	await tab.page.locator('#procedures').waitFor();
	await look(tab, 'an agency with its procedures');
	const codes = await tab.page.locator('section[aria-labelledby=procedures] a').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
	// Which procedure was settled often enough is chance; that one was is not.
	for (const code of codes) {
		await tab.page.goto(`${code}/bao-gio-xong`);
		if (!(await tab.page.getByText('Chưa đủ hồ sơ đã xong').isVisible())) break;
	}
	await look(tab, 'how it really went');
	const said = await tab.page.locator('section[aria-labelledby=waited]').innerText();
	assert.match(said, /\d+ % \(của \d+ hồ sơ\) xong đúng ngày hẹn hoặc sớm hơn/);
	assert.match(said, /9 trong 10 xong không muộn hơn: (sớm|đúng|trễ)/);
	tab.assertQuiet();
	await tab.close();
});

test('whoever changes one event of a published file is found out, and what is wrong is named', async () => {
	const tab = await openPage(chromium.browser, 'WASM', server.url);
	await tab.page.goto(PAGE);
	const path = await downloaded(tab);
	const [document, signature, ...data] = readFileSync(path, 'utf8').split('\n');
	const [agency] = truth.find(([, figure]) => figure === 'settled_late');
	const isLate = (line) => {
		const fact = line && JSON.parse(line);
		return fact && fact.agency === agency && fact.settled > fact.due;
	};
	const at = data.findIndex(isLate);
	assert.ok(at >= 0, 'somebody was late');
	const { due, settled } = JSON.parse(data[at]);
	const changed = data.with(at, data[at].replace(`"settled":"${settled}"`, `"settled":"${due}"`));
	const lie = join(dataDir, 'lie.jsonl');
	writeFileSync(lie, [document, signature, ...changed].join('\n'));
	await tab.page.getByLabel('Hoặc chọn tệp bạn đã tải trước đây').setInputFiles(lie);
	await tab.page.getByText('KHÔNG khớp dữ liệu').waitFor();
	await look(tab, 'a lie');
	const wrong = tab.page.locator('.check-result h3 + table');
	assert.ok(await wrong.getByText('Xong trễ hạn').first().isVisible(), 'the figure is named');
	assert.ok(await tab.page.getByText('is not the data that was signed').isVisible(), 'and so is the file');
	const verified = await run(['indicators', 'verify', lie], { dataDir });
	assert.equal(verified.code, 1);
	assert.match(verified.stdout, new RegExp(`WRONG ${agency} settled_late`));
	writeFileSync(lie, 'không phải tệp này');
	await tab.page.getByLabel('Hoặc chọn tệp bạn đã tải trước đây').setInputFiles(lie);
	await tab.page.getByText('Tệp này không còn như lúc được ký').waitFor();
	await tab.page.getByRole('button', { name: 'Kiểm tra bản này ngay' }).click();
	await tab.page.getByText('Khớp hết').waitFor();
	tab.assertQuiet();
	await tab.close();
});

test('the head of an agency explains its delay once, and everybody reads it', async () => {
	const [agency] = truth.find(([, figure]) => figure === 'settled_late');
	const desk = await openPage(chromium.browser, 'no JavaScript', server.url);
	await arrive(desk, server, 'lanh.dao', 'Trần Văn Đức', `${agency}:leader`);
	await desk.page.goto('/can-bo/giai-trinh');
	await look(desk, 'what is to be explained');
	const words = 'Hai cán bộ nghỉ ốm cùng lúc; từ tháng sau phòng khác cử người thay trong ngày.';
	await desk.page.locator('textarea').first().fill(words);
	await Promise.all([desk.page.waitForEvent('load'), desk.page.getByRole('button', { name: 'Công bố giải trình' }).first().click()]);
	await look(desk, 'explained');
	await desk.page.goto(PAGE);
	assert.ok(await desk.page.getByText(words).isVisible());
	desk.assertQuiet();
	await desk.close();
});

test('a correction is a new edition that says why and what differs, and the first stays', async () => {
	const tab = await openPage(chromium.browser, 'no JavaScript', server.url);
	await command('indicators', 'publish', '--month', MONTH, '--correction', 'Kiểm tra lại theo yêu cầu của người dân');
	await tab.page.goto(PAGE);
	await look(tab, 'the correction');
	assert.ok(await tab.page.getByText('Kiểm tra lại theo yêu cầu của người dân').first().isVisible());
	assert.ok(await tab.page.getByText('Không con số nào khác bản trước.').isVisible());
	await tab.page.goto(`${PAGE}?ban=1`);
	assert.ok(await tab.page.getByText('Đã có bản đính chính mới hơn').isVisible());
	const feed = await tab.page.request.get('/chi-so/cong-bo.atom');
	assert.equal((await feed.text()).split('<entry>').length - 1, 2);
	tab.assertQuiet();
	await tab.close();
});
