// People of the desk for a journey: accounts made on the command line, set up and signed in through the pages.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { completeDraft, expectStatus, submit, upload } from './api.mjs';
import { pdf } from './papers.mjs';
import { run } from './server.mjs';

export const PASSWORD = 'con trâu đi trước cái cày';

/** The code an authenticator app shows (RFC 6238), `steps` of 30 seconds from now. */
export function totp(secret, steps = 0) {
	const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
	const bits = [...secret.replaceAll(' ', '')].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
	const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + steps));
	const mac = createHmac('sha1', key).update(counter).digest();
	const at = mac[19] & 15;
	return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Adds an account; `roles` like `H28.14:officer`. Gives the one-time code. */
export async function addStaff(server, login, name, ...roles) {
	const given = roles.flatMap((role) => ['--role', role]);
	const added = await run(['staff', 'add', '--login', login, '--name', name, ...given], { dataDir: server.dataDir });
	assert.equal(added.code, 0, added.stderr);
	return added.stdout.match(/: (\S+)/)[1];
}

/** Adds an account and signs in with it for the first time, in this tab. */
export async function arrive(tab, server, login, name, ...roles) {
	const { page } = tab;
	const press = (button) => page.getByRole('button', { name: button, exact: true }).click();
	const code = await addStaff(server, login, name, ...roles);
	await page.goto('/can-bo');
	await page.locator('#login').fill(login);
	await page.locator('#password').fill(code);
	await press('Đăng nhập');
	await page.waitForURL(/\/thiet-lap$/);
	await page.locator('#password').fill(PASSWORD);
	await page.locator('#repeated').fill(PASSWORD);
	await press('Tiếp tục');
	await page.locator('.desk-qr').waitFor();
	await page.locator('#code').fill(totp(await page.locator('.desk-secret').textContent()));
	await press('Xác nhận');
	await page.locator('.desk-codes').waitFor();
	await page.getByRole('link', { name: 'Đã cất, vào bàn làm việc' }).click();
	await page.waitForURL(/\/can-bo$/);
}

/** A filed dossier with one paper: its code and PIN, and the agency that received it. */
export async function filed(url, name, begin) {
	const draft = await completeDraft(url, begin, { applicant: { name, phone: '0912345678' } });
	expectStatus(await upload(url, draft, { name: 'giấy tờ.pdf', bytes: pdf('giay', 40_000) }), 201);
	const { code, pin } = expectStatus(await submit(url, draft), 201);
	return { code, pin, agency: code.split('-')[0] };
}

/** Opens the dossier at the desk. */
export async function open(tab, code) {
	await tab.page.goto(`/can-bo/ho-so/${code}`);
	await tab.page.getByRole('heading', { level: 1 }).waitFor();
}

/** Does one act on the dossier that is open: its name, and what is filled into its form by field. */
export async function act(tab, name, fields = {}, look = async () => {}) {
	const { page } = tab;
	const link = page.locator('.desk-acts a').filter({ hasText: new RegExp(`^${name}`) });
	if ((await link.count()) > 0) {
		await link.first().click();
		const form = page.locator('form.desk-act');
		await form.waitFor();
		await look(`the form of «${name}»`);
		for (const [id, value] of Object.entries(fields)) {
			const field = form.locator(`[id="${id}"]`);
			for (const folded of await form.locator('details:not([open])').filter({ has: page.locator(`[id="${id}"]`) }).all()) await folded.locator('summary').click();
			if ((await field.getAttribute('type')) === 'file') await field.setInputFiles(value);
			else if ((await field.evaluate((element) => element.tagName)) === 'SELECT') await field.selectOption(value);
			else await field.fill(value);
		}
		await form.locator('button[type=submit]').click();
	} else {
		await page.locator('.desk-one-button', { hasText: name }).getByRole('button').click();
	}
	await page.waitForURL(/xong=/);
	await page.getByText('Đã ghi:').waitFor();
}

/** The page on which the applicant follows the dossier. */
export async function follow(tab, { code, pin }) {
	const { page } = tab;
	await page.goto('/tra-cuu');
	await page.locator('[name=code]').first().fill(code);
	await page.locator('[name=pin]').first().fill(pin);
	await page.locator('main').getByRole('button').first().click();
	await page.locator('h1 .code').waitFor();
	return page.locator('main').innerText();
}
