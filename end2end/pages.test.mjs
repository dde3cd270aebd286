// Every public page, in both languages, narrow and wide, light and dark: axe finds nothing, nothing sticks out.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { startServer } from './support/server.mjs';
import { assertAccessible, assertFits, openPage, startBrowser } from './support/browser.mjs';

const PAGES = ['/', '/thu-tuc', '/thu-tuc?q=khai+sinh', '/thu-tuc?q=zzzzqqq', '/thu-tuc/1.001193', '/thu-tuc/2.000815', '/thu-tuc/1.013225', '/tra-cuu', '/tiep-tuc', '/dang-nhap', '/chi-so', '/chi-so/H28.01?ky=2026-q3', '/chi-so/cong-bo', '/phan-anh', '/phan-anh/moi', '/api', '/nop-ho-so/1.001193', '/khong-co'];

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

for (const scheme of ['light', 'dark']) {
	for (const width of [320, 1280]) {
		test(`${scheme}, ${width} px wide`, async () => {
			const tab = await openPage(chromium.browser, 'WASM', server.url);
			await tab.page.setViewportSize({ width, height: 740 });
			await tab.page.emulateMedia({ colorScheme: scheme });
			for (const path of PAGES) {
				for (const prefix of ['', '/en']) {
					const address = prefix + path === '/en/' ? '/en' : prefix + path;
					const answer = await tab.page.goto(address);
					assert.equal(answer.status(), path === '/khong-co' ? 404 : 200, address);
					await assertAccessible(tab, address);
					await assertFits(tab, address);
				}
			}
			const noise = tab.noise.filter((line) => !line.includes('404 (Not Found)'));
			assert.deepEqual(noise, [], 'the console stays quiet');
			await tab.close();
		});
	}
}

test('a public page loads no WASM until the search box is touched', async () => {
	const tab = await openPage(chromium.browser, 'WASM', server.url);
	const asked = [];
	tab.page.on('request', (request) => asked.push(request.url()));
	await tab.page.goto('/', { waitUntil: 'networkidle' });
	assert.deepEqual(asked.filter((address) => address.includes('.wasm')), []);
	await tab.page.getByRole('searchbox').first().focus();
	await tab.page.waitForFunction(() => document.documentElement.dataset.hydrated === 'true');
	assert.equal(asked.filter((address) => address.includes('.wasm')).length, 1);
	tab.assertQuiet();
	await tab.close();
});
