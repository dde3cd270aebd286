// The line is cut while a dossier is sent: the portal has it, the person does not know. One dossier, nothing lost, a receipt.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { beginDraft, patchDraft, submit } from './support/api.mjs';
import { assertAccessible, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { FORMS } from './support/form_answers.mjs';
import { answerPage, goOn, pageOf, sendRequired, toForm } from './support/forms.mjs';
import { startLine } from './support/line.mjs';
import { startServer } from './support/server.mjs';

const { code, answers } = FORMS['certified copies'];
const SUBMISSION = `POST /nop-ho-so/${code}/kiem-tra`;

let chromium;
before(async () => {
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
});

/** A portal of its own behind a line that can be cut. */
async function portal() {
	const line = await startLine();
	const server = await startServer({ env: { MOTCUA_ORIGIN: line.url } });
	line.lead(server.port);
	return {
		line,
		server,
		async stop() {
			await line.stop();
			await server.stop();
		},
	};
}

/** Fills the form in up to the check; `typed` does one page by hand. */
async function toCheck(tab, typed) {
	const { page } = tab;
	await toForm(tab, code);
	while (pageOf(page) !== null) {
		if (pageOf(page) === 'documents') await typed(page);
		await answerPage(tab, answers);
		await goOn(tab);
	}
	await hydrated(tab);
	await sendRequired(tab);
	await page.locator('label[for=declared]').click();
}

async function press(page) {
	await page.locator('form.submit button[type=submit]').click({ noWaitAfter: true });
}

/** Waits until the browser shows its own page about a broken line. */
async function broken(page, line) {
	for (let tries = 0; line.cuts() === 0 && tries < 200; tries += 1) await page.waitForTimeout(50);
	assert.ok(line.cuts() > 0, 'the portal has answered and the answer was thrown away');
	// Waiting for the address would fail itself when the navigation breaks while it waits.
	for (let tries = 0; !page.url().startsWith('chrome-error:') && tries < 200; tries += 1) await page.waitForTimeout(50);
	assert.match(page.url(), /^chrome-error:/, 'the browser says that the line is broken');
}

/** The receipt is there, and the next dossier of the day is the second: the first was filed once. */
async function assertFiledOnce(tab, server, document) {
	const { page } = tab;
	await page.waitForURL(/\/bien-nhan\//);
	await assertAccessible(tab, 'the receipt after a cut');
	const [filed] = (await page.locator('main').innerText()).match(/H28[.\w]*-\d{6}-\d{4}/) ?? [];
	assert.ok(filed?.endsWith('-0001'), `the receipt names the dossier: ${filed}`);
	const pin = (await page.locator('main').innerText()).match(/PIN[^\w]*([A-Z0-9]{6})/)?.[1];
	assert.ok(pin, 'and the PIN');
	const agency = filed.split('-')[0];
	const draft = (await beginDraft(server.url, { procedure: '1.003197', agency })).body;
	await patchDraft(server.url, draft, { answers: { applicant: { name: 'Hà Văn Tiến', phone: '0912345678' } } });
	const next = await submit(server.url, draft);
	assert.equal(next.status, 201, next.text);
	assert.ok(next.body.code.endsWith('-0002'), `${next.body.code}: there is one dossier before it`);
	// What was typed is what was filed.
	const track = await tab.context.newPage();
	await track.goto('/tra-cuu');
	await track.locator('[name=code]').fill(filed);
	await track.locator('[name=pin]').fill(pin);
	await track.locator('form.lookup button[type=submit]').click();
	await track.getByText('Nộp hồ sơ mới từ hồ sơ này').click();
	await track.waitForURL(/\/nguoi-nop$/);
	await track.goto(`/nop-ho-so/${code}/to-khai/documents`);
	assert.equal(await track.locator('[name="form.documents.1.document_name"]').inputValue(), document);
	await track.close();
}

test('no JavaScript: the answer is cut off, the person goes back and presses again', { timeout: 120_000 }, async () => {
	const { line, server, stop } = await portal();
	try {
		const tab = await openPage(chromium.browser, 'no JavaScript', line.url);
		const { page, context } = tab;
		await toCheck(tab, (form) => form.locator('[name="form.documents.1.document_name"]').fill('Bằng lái xe'));
		// The check stays open in a second window, as it was before anything was sent.
		const second = await context.newPage();
		await second.goto(page.url());
		await second.locator('label[for=declared]').click();
		line.cut(SUBMISSION);
		await press(page);
		await broken(page, line);
		line.mend();
		await press(second);
		await second.waitForURL(/\/bien-nhan\//);
		await page.goBack();
		await assertFiledOnce(tab, server, 'Bằng lái xe');
		assert.equal(new URL(second.url()).pathname, new URL(page.url()).pathname, 'both lead to the same receipt');
		await tab.close();
	} finally {
		await stop();
	}
});

test('WASM: typed without a line, cut while it is sent, offline, and in the end a receipt', { timeout: 120_000 }, async () => {
	const { line, server, stop } = await portal();
	try {
		const tab = await openPage(chromium.browser, 'WASM', line.url);
		const { page, context } = tab;
		await toCheck(tab, async (form) => {
			await context.setOffline(true);
			await form.locator('[name="form.documents.1.document_name"]').fill('Viết khi mất mạng');
			await form.locator('[name="form.documents.1.document_name"]').blur();
			await form.getByText('Đang lưu trên máy của bạn').waitFor();
			const saved = form.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
			await context.setOffline(false);
			await saved;
		});
		const check = page.url();
		line.cut(SUBMISSION);
		await press(page);
		await broken(page, line);
		await context.setOffline(true);
		line.mend();
		await page.goto(check).catch(() => {});
		assert.match(page.url(), /chrome-error:/, 'there is no line');
		await context.setOffline(false);
		await page.goto(check);
		await assertFiledOnce(tab, server, 'Viết khi mất mạng');
		await tab.close();
	} finally {
		await stop();
	}
});
