// Pages that are rendered anew: the address of each request is one that was never asked for.

import { withServer } from "./catalogue.mjs";
import { milliseconds, percentile, thousands } from "./table.mjs";
import { procedureCodes, spread } from "./visit.mjs";
import { askFor, keepAlive, together } from "./wire.mjs";

const REQUESTS = 1_000;
const WARM_UP = 100;
const GOAL_MS = 5;
/** Addresses over 400 characters are neither kept nor compressed: what is left is reading, rendering and sending. */
const LONG = "x".repeat(420);

/** Times of GET requests for procedure pages, `width` at a time, and how many a second that makes. */
async function pages(url, codes, { width, suffix = "" }) {
	const agent = keepAlive(width);
	// A number that no other run has used, so that nothing is kept from an earlier one.
	const first = Math.floor(performance.now() * 1_000);
	const page = async (at) => {
		const path = `/thu-tuc/${codes[at % codes.length]}?n=${first}-${at}${suffix}`;
		const answer = await askFor(200, new URL(path, url), { agent, headers: { "accept-encoding": "br" } });
		return { ms: answer.ms, bytes: answer.body.length };
	};
	await together(WARM_UP, width, (at) => page(REQUESTS + at));
	const began = performance.now();
	const seen = await together(REQUESTS, width, page);
	const seconds = (performance.now() - began) / 1_000;
	agent.destroy();
	return { ms: seen.map((one) => one.ms), rate: REQUESTS / seconds, bytes: percentile(seen.map((one) => one.bytes), 0.5) };
}

function figure({ ms, rate }) {
	const [p50, p99, max] = [percentile(ms, 0.5), percentile(ms, 0.99), Math.max(...ms)].map(milliseconds);
	return `p50 ${p50}, p99 ${p99}, max ${max}, ${thousands(rate)}/s`;
}

export async function measure(world) {
	return withServer(world, async (server) => {
		const codes = spread(await procedureCodes(server.url, 10_000), REQUESTS);
		const command = "node end2end/bench.mjs fresh";
		const reference = (seen) =>
			`${thousands(REQUESTS)} pages of ${codes.length} procedures, median ${thousands(seen.bytes)} bytes, ${world.catalogue}`;
		const alone = await pages(server.url, codes, { width: 1 });
		const four = await pages(server.url, codes, { width: 4 });
		const bare = await pages(server.url, codes, { width: 1, suffix: LONG });
		const p99 = percentile(alone.ms, 0.99);
		return [
			{
				what: "page /thu-tuc/CODE?n=NEW, not kept: read, rendered, compressed; 1 connection",
				figure: figure(alone),
				goal: `p99 ≤ ${GOAL_MS} ms`,
				met: p99 <= GOAL_MS,
				reference: reference(alone),
				command,
			},
			{ what: "the same, 4 connections", figure: figure(four), reference: reference(four), command },
			{
				what: "the same without compression (address over 400 characters); 1 connection",
				figure: figure(bare),
				reference: reference(bare),
				command,
			},
		];
	});
}
