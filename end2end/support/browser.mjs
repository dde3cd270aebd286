// A browser in one of the three modes every journey is walked in, with axe and an eye on the console.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import assert from 'node:assert/strict';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** The modes: what the page may use, and how large it is. */
export const MODES = {
	'no JavaScript': { javaScriptEnabled: false, viewport: { width: 1280, height: 800 } },
	WASM: { javaScriptEnabled: true, viewport: { width: 1280, height: 800 } },
	phone: { javaScriptEnabled: true, viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
};

/** Starts Chromium; `close` ends it and forgets its profile. */
export async function startBrowser() {
	const browser = await chromium.launch({
		executablePath: process.env.MOTCUA_CHROMIUM ?? '/usr/bin/chromium',
		// Debian's Chromium cannot use its sandbox as root, as in a CI container; it only meets our own pages.
		args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
	});
	return {
		browser,
		async close() {
			await browser.close();
		},
	};
}

/** A page in a mode. Errors of the console and of scripts are collected; `assertQuiet` fails on any. */
export async function openPage(browser, mode, origin, { locale = 'vi-VN' } = {}) {
	const context = await browser.newContext({ ...MODES[mode], baseURL: origin, locale, timezoneId: 'Asia/Ho_Chi_Minh' });
	// Only so that a page that never comes ends the journey: a slow machine is no failure.
	context.setDefaultTimeout(60_000);
	const page = await context.newPage();
	const noise = [];
	page.on('console', (message) => {
		if (message.type() === 'error') noise.push(message.text());
	});
	page.on('pageerror', (error) => noise.push(String(error)));
	return {
		page,
		context,
		noise,
		hasScripts: MODES[mode].javaScriptEnabled,
		assertQuiet() {
			assert.deepEqual(noise, [], 'the console stays quiet');
		},
		async close() {
			await context.close();
		},
	};
}

/** No finding of axe on the page as it is now. Without JavaScript the same HTML is checked in a page that has it. */
export async function assertAccessible(tab, place) {
	let { page } = tab;
	let helper;
	if (!tab.hasScripts) {
		helper = await page.context().browser().newContext({ viewport: page.viewportSize(), javaScriptEnabled: true, bypassCSP: true });
		const copy = await helper.newPage();
		const origin = new URL(page.url()).origin;
		const html = await page.content();
		await copy.route('**/*', (route) => (route.request().resourceType() === 'document' ? route.fulfill({ contentType: 'text/html', body: html }) : route.continue()));
		await copy.goto(`${origin}/`);
		page = copy;
	}
	// The policy of the page forbids scripts from elsewhere; the DevTools channel is not under it.
	const session = await page.context().newCDPSession(page);
	await session.send('Runtime.evaluate', { expression: axe });
	const { result } = await session.send('Runtime.evaluate', {
		expression: 'axe.run(document, { resultTypes: ["violations"] }).then((found) => JSON.stringify(found.violations.map((one) => ({ id: one.id, help: one.help, nodes: one.nodes.map((node) => node.html) }))))',
		awaitPromise: true,
		returnByValue: true,
	});
	await session.detach();
	if (helper) await helper.close();
	assert.deepEqual(JSON.parse(result.value), [], `axe on ${place}`);
}

/** Waits until the islands of the page listen. */
export async function hydrated(tab) {
	if (!tab.hasScripts) return;
	await tab.page.waitForFunction(() => document.documentElement.dataset.hydrated === 'true');
}

/** Nothing of the page sticks out sideways. */
export async function assertFits(tab, place) {
	const { page } = tab;
	if (!tab.hasScripts) return;
	const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
	assert.ok(wide <= 0, `${place} is ${wide} px wider than the screen`);
}
