// Electronic forms, page by page, in three modes: each page once sent empty, each question that comes up, each exit.
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { startServer } from './support/server.mjs';
import { MODES, assertAccessible, assertFits, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { FORMS } from './support/form_answers.mjs';
import { answerPage, goOn, pageOf, sendRequired, toForm, visibleFields, visibleQuestions, walkForm } from './support/forms.mjs';

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
		for (const [name, form] of Object.entries(FORMS)) {
			test(`${name}, from its first page to the receipt`, { timeout: 300_000 }, async () => {
				const tab = await openPage(chromium.browser, mode, server.url);
				const { page } = tab;
				const look = async (place) => {
					await assertAccessible(tab, place);
					await assertFits(tab, place);
				};
				await toForm(tab, form.code);
				const walked = await walkForm(tab, form.answers, { look });
				assert.deepEqual(walked, form.pages);
				await page.waitForURL(/\/giay-to$/);
				await hydrated(tab);
				await look('the papers');
				await sendRequired(tab);
				await look('the check');
				const text = await page.locator('main').innerText();
				for (const words of form.read) assert.ok(text.includes(words), `the check says ${words}: ${text}`);
				await page.locator('label[for=declared]').click();
				await page.locator('form.submit button[type=submit]').click();
				await page.waitForURL(/\/bien-nhan\//);
				await look('the receipt');
				tab.assertQuiet();
				await tab.close();
			});

			test(`${name} says at once that it is the wrong form`, async () => {
				const tab = await openPage(chromium.browser, mode, server.url);
				const { page } = tab;
				await toForm(tab, form.code);
				const { door } = form;
				assert.equal(pageOf(page), door.page);
				const answers = { ...form.answers, [door.question]: door.value };
				await answerPage(tab, answers);
				await goOn(tab);
				// Without a script the page may first ask what the answers brought up.
				if (pageOf(page)) {
					await answerPage(tab, answers);
					await goOn(tab);
				}
				await page.waitForURL(new RegExp(`/khong-dung-cho/${door.exit}$`));
				await assertAccessible(tab, 'the exit');
				await assertFits(tab, 'the exit');
				await page.locator('main .buttons a').click();
				await page.waitForURL(new RegExp(`/to-khai/${door.page}$`));
				assert.ok(await page.locator(`[name="form.${door.question}"][value="${door.value}"]`).isChecked(), 'the answer is still there');
				await tab.close();
			});
		}

		test('what is changed from the check leads back to it, and what is not asked any more is not sent', async () => {
			const tab = await openPage(chromium.browser, mode, server.url);
			const { page } = tab;
			const { code, answers } = FORMS['certified copies'];
			await toForm(tab, code);
			await walkForm(tab, answers, { wrong: false });
			await hydrated(tab);
			await sendRequired(tab);
			await page.locator('a[href*="to-khai/original?ve=kiem-tra#form.issuer"]').click();
			await page.waitForURL(/to-khai\/original/);
			await hydrated(tab);
			await answerPage(tab, { issuer: 'vietnam' });
			assert.equal((await visibleQuestions(page)).includes('legalised'), !tab.hasScripts, 'with a script it goes at once');
			await goOn(tab);
			await page.waitForURL(/\/kiem-tra$/);
			const left = page.locator('.left-out');
			await left.waitFor();
			await assertAccessible(tab, 'the check with what is not sent');
			await tab.close();
		});

		test('rows are added and removed and keep what was typed', async () => {
			const tab = await openPage(chromium.browser, mode, server.url);
			const { page } = tab;
			const { code, answers } = FORMS['certified copies'];
			await toForm(tab, code);
			while (pageOf(page) !== 'documents') {
				await answerPage(tab, answers);
				await goOn(tab);
			}
			await page.locator('[name="form.documents.1.document_name"]').fill('Bằng thứ nhất');
			await page.locator('button[name=add][value=documents]').click();
			await page.locator('[name="form.documents.2.document_name"]').waitFor();
			await hydrated(tab);
			assert.equal(await page.evaluate(() => document.activeElement?.id), 'row.documents.2', 'the focus is on the new row');
			assert.equal(await page.locator('[name="form.documents.1.document_name"]').inputValue(), 'Bằng thứ nhất');
			await assertAccessible(tab, 'two rows');
			await page.locator('[name="form.documents.2.document_name"]').fill('Bằng thứ hai');
			await page.locator('button[name=remove][value="documents.1"]').click();
			await page.waitForFunction(() => document.querySelector('[name="form.documents.1.document_name"]') === null);
			assert.equal(await page.locator('[name="form.documents.2.document_name"]').inputValue(), 'Bằng thứ hai');
			await tab.close();
		});
	});
}

/** A tab on a page of the certified copies. */
async function onDocuments(mode = 'WASM') {
	const tab = await openPage(chromium.browser, mode, server.url);
	const { code, answers } = FORMS['certified copies'];
	await toForm(tab, code);
	while (pageOf(tab.page) !== 'documents') {
		await answerPage(tab, answers);
		await goOn(tab);
	}
	return tab;
}

test('the fee follows what is typed', async () => {
	const tab = await onDocuments();
	const { page } = tab;
	const total = page.locator('[data-total] [data-amount]');
	await page.locator('[name="form.documents.1.pages"]').fill('3');
	await page.locator('[name="form.documents.1.copies"]').fill('2');
	await page.getByText('10.000 đồng').first().waitFor();
	assert.equal(await total.innerText(), '10.000 đồng');
	assert.equal(await page.locator('output[data-calculated="documents.1.document_fee"]').innerText(), '10.000 đồng');
	await tab.close();
});

test('two browsers on one draft choose field by field', async () => {
	const first = await onDocuments();
	const context = await chromium.browser.newContext({ ...MODES.WASM, baseURL: server.url, storageState: await first.context.storageState() });
	const page = await context.newPage();
	await page.goto(new URL(first.page.url()).pathname);
	const second = { page, hasScripts: true };
	await hydrated(second);
	const saved = first.page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
	await first.page.locator('[name="form.documents.1.document_name"]').fill('Máy thứ nhất');
	await first.page.locator('[name="form.documents.1.document_name"]').blur();
	await saved;
	const conflict = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.status() === 409);
	await page.locator('[name="form.documents.1.document_name"]').fill('Máy thứ hai');
	await page.locator('[name="form.documents.1.document_name"]').blur();
	await conflict;
	const compare = page.locator('.save-compare');
	await compare.waitFor();
	await assertAccessible(second, 'a conflict is told');
	await compare.click();
	await page.locator('form.conflict').waitFor();
	const text = await page.locator('main').innerText();
	assert.ok(text.includes('Máy thứ nhất') && text.includes('Máy thứ hai'), 'both answers stand there');
	await assertAccessible(second, 'the choice');
	await page.locator('label[for="choose.form.documents.1.document_name-kept"]').click();
	await page.locator('form.conflict button[type=submit]').click();
	await page.waitForURL(/\/to-khai\/documents/);
	assert.equal(await page.locator('[name="form.documents.1.document_name"]').inputValue(), 'Máy thứ nhất');
	await context.close();
	await first.close();
});

test('typing goes on without a line and is saved when it is back', async () => {
	const tab = await onDocuments();
	const { page, context } = tab;
	await context.setOffline(true);
	await page.locator('[name="form.documents.1.document_name"]').fill('Viết khi mất mạng');
	await page.locator('[name="form.documents.1.document_name"]').blur();
	await page.waitForFunction(() => Object.entries(localStorage).some(([key, kept]) => key.startsWith('motcua-draft-') && kept.includes('form.documents.1.document_name')));
	await page.getByText('Đang lưu trên máy của bạn').waitFor();
	const saved = page.waitForResponse((answer) => answer.request().method() === 'PATCH' && answer.ok());
	await context.setOffline(false);
	await saved;
	await page.reload();
	assert.equal(await page.locator('[name="form.documents.1.document_name"]').inputValue(), 'Viết khi mất mạng');
	await tab.close();
});

test('a page that was closed without a line comes back as it was typed', async () => {
	const tab = await onDocuments();
	const { page, context } = tab;
	await context.setOffline(true);
	await page.locator('[name="form.documents.1.pages"]').fill('7');
	await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes('form.documents.1.pages')));
	const address = page.url();
	await page.close();
	await context.setOffline(false);
	const again = await context.newPage();
	await again.goto(address);
	await hydrated({ page: again, hasScripts: true });
	assert.equal(await again.locator('[name="form.documents.1.pages"]').inputValue(), '7');
	await tab.close();
});

test('what was typed on one device without a line is not lost to what another has saved since', async () => {
	const tab = await onDocuments();
	const { page, context } = tab;
	const [pages, copies] = ['form.documents.1.pages', 'form.documents.1.copies'].map((name) => `[name="${name}"]`);
	const typedElsewhere = await page.locator(copies).inputValue();
	await context.setOffline(true);
	await page.locator(pages).fill('7');
	await page.waitForFunction(() => Object.values(localStorage).some((kept) => kept.includes('form.documents.1.pages')));
	const address = page.url();
	await page.close();
	await context.setOffline(false);
	// Another window of the same person, which knows nothing of what this device keeps.
	const other = await context.newPage();
	await other.route('**/*.js', (route) => route.abort());
	await other.goto(address);
	await other.locator(pages).fill('5');
	const answered = other.waitForNavigation();
	await other.locator('#form-page .buttons button[type=submit]:not([name])').click();
	await answered;
	await other.close();
	const again = await context.newPage();
	await again.goto(address);
	await hydrated({ page: again, hasScripts: true });
	assert.equal(await again.locator(pages).inputValue(), '7', 'it stands in its field again');
	assert.equal(await again.locator(copies).inputValue(), typedElsewhere);
	const compare = again.locator('.save-compare');
	await compare.waitFor({ state: 'visible' });
	await compare.click();
	await again.waitForLoadState();
	const both = await again.locator('main').innerText();
	assert.ok(both.includes('7') && both.includes('5'), `both are shown: ${both}`);
	await tab.close();
});

test('of an address only the fitting field for the commune shows', async () => {
	const tab = await openPage(chromium.browser, 'WASM', server.url);
	const { page } = tab;
	const { code, answers } = FORMS.birth;
	await toForm(tab, code);
	while (pageOf(page) !== 'birth_place') {
		await answerPage(tab, answers);
		await goOn(tab);
	}
	const part = (name) => page.locator(`[data-address=home_place] [data-part=${name}]`);
	assert.deepEqual([await part('commune').isVisible(), await part('commune_name').isVisible()], [false, false]);
	const province = page.locator('[name="form.home_place.province"]');
	const field = (await visibleFields(page)).find(({ name }) => name === 'form.home_place.province');
	const listed = await page.locator('[name="form.home_place.commune"] [data-province]').first().getAttribute('data-province');
	await province.selectOption(listed);
	assert.deepEqual([await part('commune').isVisible(), await part('commune_name').isVisible()], [true, false]);
	await province.selectOption(field.options.find(({ value }) => value !== '' && value !== listed).value);
	assert.deepEqual([await part('commune').isVisible(), await part('commune_name').isVisible()], [false, true]);
	await tab.close();
});

for (const [what, viewport] of Object.entries({ '320 px': { width: 320, height: 640 }, '400 % zoom': { width: 320, height: 256 } })) {
	test(`no page of a form scrolls sideways at ${what}`, { timeout: 300_000 }, async () => {
		for (const name of ['birth', 'certified copies']) {
			const tab = await openPage(chromium.browser, 'WASM', server.url);
			await tab.page.setViewportSize(viewport);
			await toForm(tab, FORMS[name].code);
			await walkForm(tab, FORMS[name].answers, { look: (place) => assertFits(tab, `${name}, ${place}`) });
			await hydrated(tab);
			await assertFits(tab, `${name}, the papers`);
			await sendRequired(tab);
			await assertFits(tab, `${name}, the check`);
			await tab.close();
		}
	});
}
