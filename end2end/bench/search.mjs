// Search and suggestions over HTTP, one after the other on one connection.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { withServer } from "./catalogue.mjs";
import { milliseconds, percentile, thousands } from "./table.mjs";
import { ask, askFor, keepAlive } from "./wire.mjs";

const QUERIES = "../shared/data/search/queries-open.tsv";
/** Where the judged queries are missing: one of each kind. */
const BUILT_IN = [
	"Thủ tục đăng ký khai sinh",
	"cap lai the can cuoc",
	"làm sổ đỏ",
	"đăng kí kết hôn",
	"nghỉ thai sản được bao nhiêu tiền",
	"1001193",
	"birth certificate",
	"tôi muốn mở quán cà phê thì cần giấy tờ gì",
	"giấy phép lái xe",
	"thành lập công ty",
];
const ROUNDS = 5;
const GOAL_MS = 5;

function queries(root) {
	const file = join(root, QUERIES);
	if (!existsSync(file)) return { texts: BUILT_IN, from: `${BUILT_IN.length} built-in queries (${QUERIES} is not there)` };
	const lines = readFileSync(file, "utf8").split("\n").slice(1).filter(Boolean);
	return { texts: lines.map((line) => line.split("\t")[1]), from: `${lines.length} queries of ${QUERIES}` };
}

/** What stands in the search box on the way to the query. */
function typed(texts) {
	return texts.flatMap((text) => {
		const letters = [...text];
		return [3, Math.ceil(letters.length / 2), letters.length].map((count) => letters.slice(0, count).join(""));
	});
}

/** The server's own histogram of one route: how many requests, and how many within the goal. */
async function histogram(url, route) {
	const text = (await askFor(200, new URL("/metrics", url))).body.toString();
	const lines = text.split("\n").filter((line) => line.includes(`route="${route}"`));
	const value = (line) => Number(line?.split(" ").at(-1) ?? 0);
	const within = lines.find((line) => line.startsWith("http_request_seconds_bucket") && line.includes('le="0.005"'));
	return { within: value(within), all: value(lines.find((line) => line.startsWith("http_request_seconds_count"))) };
}

/** Asks for every address, round after round, after one round that only warms up. */
async function times(url, paths, rounds) {
	const agent = keepAlive();
	const taken = [];
	for (let round = 0; round <= rounds; round += 1) {
		for (const path of paths) {
			const answer = await ask(new URL(path, url), { agent });
			if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`);
			if (round > 0) taken.push(answer.ms);
		}
	}
	agent.destroy();
	return taken;
}

async function row(server, { what, route, paths, from, rounds, world }) {
	const before = await histogram(server.url, route);
	const taken = await times(server.url, paths, rounds);
	const after = await histogram(server.url, route);
	const share = (after.within - before.within) / (after.all - before.all);
	const p99 = percentile(taken, 0.99);
	const inside = `in the server ${thousands(share * 100, 2)} % within ${GOAL_MS} ms`;
	return {
		what: `${what}, time of the caller (HTTP included), ${world.catalogue}`,
		figure: `p50 ${milliseconds(percentile(taken, 0.5))}, p99 ${milliseconds(p99)}, max ${milliseconds(Math.max(...taken))}`,
		goal: `p99 ≤ ${GOAL_MS} ms`,
		met: p99 <= GOAL_MS,
		reference: `${inside}; ${taken.length} requests, ${from}`,
		command: "node end2end/bench.mjs search",
	};
}

export async function measure(world) {
	const { texts, from } = queries(world.root);
	const address = (route) => (text) => `${route}?q=${encodeURIComponent(text)}`;
	const list = "/api/v1/procedures";
	const suggest = "/api/v1/procedures/suggest";
	return withServer(world, async (server) => [
		await row(server, { what: "search", route: list, paths: texts.map(address(list)), from, rounds: ROUNDS, world }),
		await row(server, {
			what: "suggestions",
			route: suggest,
			paths: typed(texts).map(address(suggest)),
			from: `3 beginnings each of ${from}`,
			rounds: 2,
			world,
		}),
	]);
}
