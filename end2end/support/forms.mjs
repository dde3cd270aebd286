// Fills in electronic forms as a person does: reads what the page asks, answers it, goes on. What is asked is read from the
// page; only answers that decide the way are given by the ids of the form.
import assert from 'node:assert/strict';
import { assertAccessible, assertFits, hydrated } from './browser.mjs';
import { pdf } from './papers.mjs';

/** A day so many days from now, as people write it. */
export function day(days) {
	const at = new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000);
	return `${at.getUTCDate()}/${at.getUTCMonth() + 1}/${at.getUTCFullYear()}`;
}

/** Fields that a person sees, in their order. Works without scripts too: the DevTools channel reads the page. */
export function visibleFields(page) {
	return page.evaluate(() =>
		[...document.querySelectorAll('#form-page input, #form-page select, #form-page textarea')]
			.filter((field) => field.type !== 'hidden' && field.name.startsWith('form.') && field.getClientRects().length > 0)
			.map((field) => ({
				id: field.id,
				name: field.name,
				type: field.type,
				value: field.type === 'radio' || field.type === 'checkbox' ? field.getAttribute('value') : field.value,
				chosen: field.checked === true,
				optional: field.closest('.field')?.querySelector('.field-optional') !== null || field.closest('.block')?.querySelector(':scope > legend .field-optional') != null,
				options: field.tagName === 'SELECT' ? [...field.options].map((option) => ({ value: option.value, province: option.dataset.province ?? null })) : [],
			})),
	);
}

/** Paths of the questions that show. */
export function visibleQuestions(page) {
	return page.evaluate(() =>
		[...document.querySelectorAll('[data-question]')].filter((one) => one.getClientRects().length > 0).map((one) => one.dataset.question),
	);
}

/** What is typed where the answers say nothing. */
function usual(path, fields) {
	const field = fields.find(({ name }) => name === `form.${path}`);
	if (field.type === 'select-one') {
		if (path.endsWith('.province')) {
			const listed = fields.find(({ name }) => name === `form.${path.replace(/province$/, 'commune')}`);
			return listed?.options.find(({ province }) => province)?.province ?? field.options[1].value;
		}
		return field.options.find(({ value }) => value !== '').value;
	}
	if (path.endsWith('document_kind')) return 'other';
	if (field.type === 'radio') {
		const values = fields.filter(({ name }) => name === field.name).map(({ value }) => value);
		return values.includes('no') ? 'no' : values[0];
	}
	if (path.endsWith('document_number')) return 'B1234567';
	if (/(^|\.|_)birth_date$/.test(path)) return '1/2/1990';
	return field.type === 'tel' ? '0912345678' : 'Bùi Thị Mận';
}

/** Answers given by the id of a question, whatever the row: `members.member_name` fits `members.1.member_name`. */
function given(answers, path) {
	return answers[path] ?? answers[path.replace(/\.\d+\./, '.')];
}

function group(fields, name) {
	return fields.filter((field) => field.name === name);
}

async function put(page, fields, name, value) {
	const own = group(fields, name);
	const [first] = own;
	if (first.type === 'radio' || first.type === 'checkbox') {
		for (const wanted of [value].flat()) {
			const field = own.find((one) => one.value === wanted);
			assert.ok(field, `${name} has no choice ${wanted}`);
			if (!field.chosen) await page.locator(`label[for="${field.id}"]`).click();
		}
	} else if (first.type === 'select-one') await page.locator(`[id="${first.id}"]`).selectOption(value);
	else await page.locator(`[id="${first.id}"]`).fill(value);
}

/**
 * Answers everything that the page asks and that is not answered. With scripts, each question that comes up has to be
 * announced and must not take the focus away.
 */
export async function answerPage(tab, answers) {
	const { page } = tab;
	const done = new Set();
	for (let round = 0; round < 60; round += 1) {
		const fields = await visibleFields(page);
		const open = fields.find((field) => {
			if (done.has(field.name)) return false;
			const wanted = given(answers, field.name.slice('form.'.length));
			if (wanted !== undefined) return true;
			// One of the two fields for the commune is enough, and without a script both are there.
			if (field.name.endsWith('.commune_name') && fields.some(({ name }) => name === field.name.replace(/_name$/, ''))) return false;
			const own = group(fields, field.name);
			const answered = field.type === 'radio' ? own.some(({ chosen }) => chosen) : field.type === 'checkbox' || field.value !== '';
			return !answered && !field.optional;
		});
		if (!open) return;
		done.add(open.name);
		const path = open.name.slice('form.'.length);
		const before = await visibleQuestions(page);
		await put(page, fields, open.name, given(answers, path) ?? usual(path, fields));
		if (!tab.hasScripts) continue;
		if (open.type !== 'radio' && open.type !== 'checkbox') {
			const field = page.locator(`[id="${open.id}"]`);
			await field.dispatchEvent('change');
		}
		const after = await visibleQuestions(page);
		const came = after.filter((question) => !before.includes(question));
		if (came.length > 0) {
			await page.waitForFunction(() => document.getElementById('announced')?.textContent.trim() !== '');
			const focused = await page.evaluate(() => document.activeElement?.getAttribute('name'));
			assert.equal(focused, open.name, `the focus stays where it was when ${came} came up`);
			await assertAccessible(tab, `the page after ${came} came up`);
		}
	}
	assert.fail('the page asks without end');
}

/** Presses «go on» and waits for what comes. */
export async function goOn(tab) {
	const { page } = tab;
	// The answer may be the same page, told anew; and the form waits for a request that is on its way.
	const answered = page.waitForNavigation();
	await page.locator('#form-page .buttons button[type=submit]:not([name])').click();
	await answered;
	await awake(tab);
}

/** Waits until the islands listen, on pages that have any. */
async function awake(tab) {
	if ((await tab.page.locator('script[data-wasm]').count()) > 0) await hydrated(tab);
}

/** The form's page of now, such as `start`; null on another step. */
export function pageOf(page) {
	return new URL(page.url()).pathname.match(/\/to-khai\/([a-z0-9_]+)$/)?.[1] ?? null;
}

/** Sends the page as it is and looks at how it says what is missing. */
async function wrongTurn(tab, place) {
	const { page } = tab;
	await goOn(tab);
	const summary = page.getByRole('alert');
	await summary.waitFor();
	assert.match(await page.title(), /^Lỗi: /, place);
	assert.equal(await page.evaluate(() => document.activeElement?.id), 'problems', `${place}: the summary has the focus`);
	const links = await summary.getByRole('link').evaluateAll((all) => all.map((link) => ({ href: link.getAttribute('href'), text: link.textContent })));
	assert.ok(links.length > 0, place);
	for (const { href, text } of links) {
		assert.ok(await page.evaluate((id) => document.getElementById(id) !== null, href.slice(1)), `${place}: ${href} leads somewhere`);
		assert.ok(text.includes(':'), `${place}: “${text}” begins with its question`);
		const error = await page.evaluate((id) => document.getElementById(`${id}-error`)?.textContent ?? '', href.slice(1));
		assert.ok(error !== '', `${place}: an error stands at ${href}`);
	}
	await assertAccessible(tab, `${place} with what is missing`);
	await assertFits(tab, `${place} with what is missing`);
}

/** In a browser with scripts: a day that is none is told when the field is left, and not before, and goes while typing. */
async function leaveWrong(tab, place) {
	const { page } = tab;
	if (!tab.hasScripts) return;
	// Without what the page was told before.
	await page.goto(new URL(page.url()).pathname);
	await awake(tab);
	const fields = await visibleFields(page);
	const field = fields.find(({ name, type }) => type === 'text' && /(date|_from|_until)$/.test(name));
	if (!field) return;
	const control = page.locator(`[id="${field.id}"]`);
	const error = page.locator(`[id="${field.id}-error"]`);
	await control.fill('');
	await control.pressSequentially('abc');
	assert.equal(await error.count(), 0, `${place}: nobody is told off while typing`);
	await control.blur();
	await error.waitFor();
	assert.equal(await control.getAttribute('aria-invalid'), 'true');
	assert.ok((await control.getAttribute('aria-describedby')).split(' ').includes(`${field.id}-error`));
	const before = await page.evaluate((id) => {
		const told = document.getElementById(`${id}-error`).compareDocumentPosition(document.getElementById(id));
		return (told & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
	}, field.id);
	assert.ok(before, `${place}: the error stands before the field`);
	await control.fill('2/3/1991');
	await page.waitForFunction(([id]) => !document.getElementById(`${id}-error`)?.textContent.includes('ngày/tháng'), [field.id]);
	await control.fill('');
}

/**
 * Walks the form from its first page to the papers. `wrong`: each page is sent empty first. Gives back the pages' ids.
 */
export async function walkForm(tab, answers, { wrong = true, look = async () => {} } = {}) {
	const { page } = tab;
	const walked = [];
	for (let step = 0; step < 60; step += 1) {
		const id = pageOf(page);
		if (id === null) return walked;
		if (!walked.includes(id)) {
			walked.push(id);
			await look(`the page ${id}`);
			const fields = await visibleFields(page);
			const empty = fields.some((field) => !field.optional && (field.type === 'radio' ? !group(fields, field.name).some(({ chosen }) => chosen) : field.type !== 'checkbox' && field.value === ''));
			if (wrong && empty) await wrongTurn(tab, id);
			if (wrong) await leaveWrong(tab, id);
		}
		await answerPage(tab, answers);
		await goOn(tab);
		const query = new URL(page.url()).searchParams;
		if (query.has('moi') && !query.has('loi')) {
			// Without a script: what the answers brought up is asked gently, and has the focus.
			assert.equal(tab.hasScripts, false, `${id}: with a script these questions were there already`);
			assert.equal(await page.getByRole('alert').count(), 0);
			await page.locator('#newly').waitFor();
			const first = query.get('moi').split(',')[0];
			const focused = await page.evaluate(() => document.activeElement?.closest('[data-question]')?.dataset.question);
			assert.equal(focused, first, `${id}: the focus is on the new question`);
			await assertAccessible(tab, `${id} with new questions`);
		}
		assert.equal(query.has('loi'), false, `${id}: ${query.has('loi') ? await page.getByRole('alert').innerText() : ''}`);
	}
	assert.fail('the form has no end');
}

/** Sends a file for every paper that is required; without one, going on says which is missing. */
export async function sendRequired(tab, { wrong = true } = {}) {
	const { page } = tab;
	const required = page.locator('section[data-required=true]');
	const count = await required.count();
	if (wrong && count > 0) {
		await page.locator('main .buttons a').first().click();
		await page.getByRole('alert').waitFor();
		await awake(tab);
		await assertAccessible(tab, 'the papers with what is missing');
	}
	for (let at = 0; at < count; at += 1) {
		const section = required.nth(at);
		const name = `giấy ${at + 1}.pdf`;
		await section.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/pdf', buffer: pdf(name) });
		if (!tab.hasScripts) await section.locator('form.upload__form button[type=submit]').click();
		await page.getByText(name).first().waitFor();
		if (tab.hasScripts) await section.locator('[data-stand=received]').first().waitFor();
	}
	await page.goto(new URL(page.url()).pathname);
	await page.locator('main .buttons a').first().click();
	await page.waitForURL(/\/kiem-tra$/);
}

/** From the first step to where the form begins. */
export async function toForm(tab, code, { agency = 2 } = {}) {
	const { page } = tab;
	await page.goto(`/nop-ho-so/${code}`);
	const list = page.locator('select[name=agency]');
	if ((await list.count()) > 0) await list.selectOption({ index: agency });
	else await page.locator('label[for=agency]').click();
	await page.locator('main form button[type=submit]').first().click();
	await page.waitForURL(/\/nguoi-nop$/);
	await hydrated(tab);
	await page.locator('[name="applicant.name"]').fill('Bùi Thị Mận');
	await page.locator('[name="applicant.phone"]').fill('0912 345 678');
	await page.locator('#applicant-form .buttons button:not([name])').click();
	await page.waitForURL(/\/to-khai\//);
	await hydrated(tab);
}
