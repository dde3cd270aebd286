// A draft goes on on another device: by the code on paper, by the link in an e-mail, and after it has expired.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { MODES, assertAccessible, assertFits, hydrated, openPage, startBrowser } from './support/browser.mjs';
import { freePort, startServer, temporaryFolder } from './support/server.mjs';

const CODE = '1.003197';
const SIGNS = /\b[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}\b/;
/** A draft is kept for 30 days. */
const DAYS_AGO = 31;

let server;
let chromium;
let port;
const dataDir = temporaryFolder();
const mails = join(dataDir, 'mails');

async function start() {
	server = await startServer({ dataDir, port, env: { MOTCUA_MAIL_URL: `file://${mails}`, MOTCUA_MAIL_FROM: 'motcua@example.vn' } });
}

before(async () => {
	port = await freePort();
	await start();
	chromium = await startBrowser();
});
after(async () => {
	await chromium?.close();
	await server?.stop();
});

/** Lets so many days pass for every draft: the portal is stopped, and what it wrote down is made older. */
async function letDaysPass(days) {
	await server.stop();
	const script = `
import datetime, glob, sqlite3, sys
for path in glob.glob(sys.argv[1] + "/**/*.db", recursive=True):
    with sqlite3.connect(path) as base:
        for column in ("created_at", "updated_at"):
            for id, at in base.execute(f"SELECT id, {column} FROM draft").fetchall():
                day = datetime.date.fromisoformat(at[:10]) - datetime.timedelta(days=int(sys.argv[2]))
                base.execute(f"UPDATE draft SET {column} = ? WHERE id = ?", (day.isoformat() + at[10:], id))
`;
	execFileSync('python3', ['-c', script, dataDir, String(days)]);
	await start();
}

/** A draft with a name and a file in it; its tab stands on the papers. */
async function begun(mode, name) {
	const tab = await openPage(chromium.browser, mode, server.url);
	const { page } = tab;
	await page.goto(`/nop-ho-so/${CODE}`);
	await page.locator('select[name=agency]').selectOption({ index: 2 });
	await page.locator('main form button[type=submit]').first().click();
	await page.waitForURL(/\/nguoi-nop$/);
	await hydrated(tab);
	await page.locator('[name="applicant.name"]').fill(name);
	await page.locator('[name="applicant.phone"]').fill('0912 345 678');
	await page.locator('#applicant-form .buttons button:not([name])').click();
	await page.waitForURL(/\/giay-to$/);
	return tab;
}

async function look(tab, place) {
	await assertAccessible(tab, place);
	await assertFits(tab, place);
}

async function assertTakenUp(tab, name) {
	await tab.page.goto(`/nop-ho-so/${CODE}/nguoi-nop`);
	assert.equal(await tab.page.locator('[name="applicant.name"]').inputValue(), name);
}

for (const mode of Object.keys(MODES)) {
	describe(mode, () => {
		test('the code on paper opens the draft in another browser', { timeout: 120_000 }, async () => {
			const first = await begun(mode, 'Bùi Thị Giấy');
			await first.page.goto(`/nop-ho-so/${CODE}/lam-tiep`);
			await look(first, 'the page with the code');
			const code = (await first.page.locator('.resume-code').innerText()).match(SIGNS)[0];

			const second = await openPage(chromium.browser, mode, server.url);
			const { page } = second;
			await page.goto('/tiep-tuc');
			await look(second, 'the page for the code');
			// A wrong turn first: a code of nobody, and the way it is told.
			await page.locator('[name=ma]').fill('AAAA-AAAA-AAAA');
			await page.locator('form.lookup button[type=submit]').click();
			await page.getByRole('alert').waitFor();
			await look(second, 'a code that is wrong');
			// As people type it from paper.
			await page.locator('[name=ma]').fill(code.toLowerCase().replaceAll('-', ' '));
			await page.locator('form.lookup button[type=submit]').click();
			await page.waitForURL(/\/nop-ho-so\/1\.003197\//);
			await look(second, 'the draft on the other device');
			await assertTakenUp(second, 'Bùi Thị Giấy');
			await assertTakenUp(first, 'Bùi Thị Giấy');
			await first.close();
			await second.close();
		});

		test('the link in the e-mail opens it', { timeout: 120_000 }, async () => {
			const name = `Bùi Thị Thư ${mode}`;
			const first = await begun(mode, name);
			await first.page.goto(`/nop-ho-so/${CODE}/lam-tiep`);
			const code = (await first.page.locator('.resume-code').innerText()).match(SIGNS)[0];
			await first.page.locator('[name=email]').fill('thu@example.vn');
			await first.page.locator('main form:has([name=email]) button[type=submit]').click();
			await first.page.waitForLoadState();
			await look(first, 'the link was asked for');
			let link;
			for (let tries = 0; !link && tries < 150; tries += 1) {
				await first.page.waitForTimeout(200);
				link = letters().map((text) => text.match(/https?:\/\/\S+\/tiep-tuc\?ma=\S+/)?.[0]).find((one) => one?.includes(code));
			}
			assert.ok(link, 'a letter with the link came');

			const second = await openPage(chromium.browser, mode, server.url);
			await second.page.goto(link);
			assert.equal(await second.page.locator('[name=ma]').inputValue(), code, 'the link alone changes nothing');
			await look(second, 'the page of the link');
			await second.page.locator('form.lookup button[type=submit]').click();
			await second.page.waitForURL(/\/nop-ho-so\/1\.003197\//);
			await assertTakenUp(second, name);
			await first.close();
			await second.close();
		});
	});
}

/** The texts of all letters so far, decoded. */
function letters() {
	let names = [];
	try {
		names = readdirSync(mails).filter((name) => name.endsWith('.eml'));
	} catch {
		return [];
	}
	return names.map((name) => {
		const [head, ...body] = readFileSync(join(mails, name), 'utf8').split('\r\n\r\n');
		const text = body.join('\n\n');
		if (/content-transfer-encoding: base64/i.test(head)) return Buffer.from(text, 'base64').toString('utf8');
		return text.replaceAll('=\r\n', '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
	});
}

test('an expired draft is offered and restored, here and by its code elsewhere', { timeout: 180_000 }, async () => {
	const here = await begun('WASM', 'Bùi Thị Hạn');
	await here.page.goto(`/nop-ho-so/${CODE}/lam-tiep`);
	const code = (await here.page.locator('.resume-code').innerText()).match(SIGNS)[0];
	await letDaysPass(DAYS_AGO);

	const there = await openPage(chromium.browser, 'phone', server.url);
	await there.page.goto(`/tiep-tuc?ma=${code}`);
	await there.page.locator('form.lookup button[type=submit]').click();
	await there.page.getByText('Bản nháp đã hết hạn ngày').waitFor();
	await look(there, 'an expired draft by its code');

	await here.page.goto(`/nop-ho-so/${CODE}/nguoi-nop`);
	await here.page.getByText('Bản nháp đã hết hạn ngày').waitFor();
	await look(here, 'an expired draft where it was begun');
	await here.page.getByRole('button', { name: 'Khôi phục bản nháp' }).click();
	await here.page.waitForURL(/\/nop-ho-so\/1\.003197\//);
	await assertTakenUp(here, 'Bùi Thị Hạn');

	// Pressed on the other device after that: it simply goes on.
	await there.page.getByRole('button', { name: 'Khôi phục bản nháp' }).click();
	await there.page.waitForURL(/\/nop-ho-so\/1\.003197\//);
	await assertTakenUp(there, 'Bùi Thị Hạn');
	here.assertQuiet();
	await here.close();
	await there.close();
});
