// Going through a page with the keyboard alone.
import assert from 'node:assert/strict';

/** More presses than any page has things to stop at. */
const MOST = 300;

/** Presses Tab until the element has the focus, which has to be seen there. */
export async function tabTo(page, locator, name) {
	for (let pressed = 0; pressed < MOST; pressed += 1) {
		await page.keyboard.press('Tab');
		if (await locator.evaluate((element) => element === document.activeElement)) {
			assert.ok(await locator.evaluate((element) => element.matches(':focus-visible')), `the focus on «${name}» is seen`);
			return;
		}
	}
	assert.fail(`«${name}» is not reached by Tab`);
}

/** Reaches the element by Tab and presses Enter. */
export async function enter(page, locator, name) {
	await tabTo(page, locator, name);
	await page.keyboard.press('Enter');
}
