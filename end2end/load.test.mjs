// Thousands of pages at once, every one rendered anew, every body complete.
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { startServer } from './support/server.mjs';

const MANY = 4_000;
const AT_ONCE = 50;

let server;

before(async () => {
	server = await startServer();
});
after(async () => {
	await server?.stop();
});

test(`${MANY} pages at once are all complete`, { timeout: 120_000 }, async () => {
	const paths = ['/?n=', '/thu-tuc?q=khai+sinh&n=', '/en/thu-tuc/1.001193?n=', '/nop-ho-so/1.004873?n='];
	let next = 0;
	const worker = async () => {
		while (next < MANY) {
			const n = next++;
			const answer = await fetch(server.url + paths[n % paths.length] + n, { signal: AbortSignal.timeout(20_000) });
			const text = await answer.text();
			assert.equal(answer.status, 200);
			assert.ok(text.trimEnd().endsWith('</html>'), `page ${n} is cut off`);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, worker));
});
