// The pages of the indicators over a hundred thousand and over ten million dossiers, a month of a hundred thousand made-up dossiers
// whose figures are known, and what counting costs a write.

import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { removeFolder, run, startServer, temporaryFolder } from "../support/server.mjs";
import { milliseconds, percentile, thousands } from "./table.mjs";
import { askFor, keepAlive } from "./wire.mjs";

const SIZES = [100_000, 10_000_000];
const MONTHS = 60;
const REQUESTS = 200;
const WARM_UP = 20;
const PAGE_GOAL_MS = 20;
/** «Flat»: the long page costs at most so many times the short one. */
const FLAT = 1.5;
const COST_GOAL = 0.05;
const DEMO = 100_000;
const PATIENCE_MS = 1_800_000;
const SEED = join(dirname(fileURLToPath(import.meta.url)), "counters.py");
const COST = ["cargo", "run", "--quiet", "--release", "--locked", "-p", "storage", "--example", "counter_cost"];

function lastMonth() {
	const now = new Date(Date.now() + 7 * 3_600_000);
	return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 1, 1)).toISOString().slice(0, 7);
}

async function timesOf(url, paths) {
	const agent = keepAlive();
	const times = [];
	for (let at = 0; at < REQUESTS + WARM_UP; at += 1) {
		const { ms } = await askFor(200, new URL(paths[at % paths.length], url), { agent });
		if (at >= WARM_UP) times.push(ms);
	}
	agent.destroy();
	return times;
}

async function pages(dataDir, size, month) {
	const [dossiers, rows] = execFileSync("python3", [SEED, dataDir, String(size), String(MONTHS), month], { encoding: "utf8" }).trim().split("\n").map(Number);
	const server = await startServer({ dataDir });
	try {
		const year = month.slice(0, 4);
		const all = await timesOf(server.url, [`/chi-so?ky=${month}`, `/chi-so?ky=${year}`]);
		const one = await timesOf(server.url, [`/chi-so/H28.32.03?ky=${month}`, `/chi-so/H28.32.03?ky=${year}`]);
		return { dossiers, rows, all, one };
	} finally {
		await server.stop();
	}
}

async function known(month) {
	const dataDir = temporaryFolder("motcua-demo");
	try {
		const step = async (...args) => {
			const began = performance.now();
			const done = await run(args, { dataDir, patience: PATIENCE_MS });
			if (done.code !== 0) throw new Error(`${args.join(" ")}: ${done.stdout.slice(-500)}${done.stderr.slice(-2_000)}`);
			return { seconds: (performance.now() - began) / 1_000, said: done.stdout };
		};
		const lived = await step("demo", "--month", month, "--dossiers", String(DEMO));
		const recount = await step("indicators", "recompute", "--check");
		const published = await step("indicators", "publish", "--month", month);
		return { lived, recount, published };
	} finally {
		removeFolder(dataDir);
	}
}

export async function measure({ root }) {
	const month = lastMonth();
	const cost = JSON.parse(execFileSync(".make/with-target.sh", COST, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }).trim().split("\n").at(-1));
	const dataDir = temporaryFolder("motcua-indicators");
	await (await startServer({ dataDir })).stop();
	const sizes = [];
	for (const size of SIZES) sizes.push(await pages(dataDir, size, month));
	removeFolder(dataDir);
	const { lived, recount, published } = await known(month);
	const row = (name, key) => {
		const [short, long] = sizes.map((size) => percentile(size[key], 0.5));
		const p99 = percentile(sizes[1][key], 0.99);
		return {
			what: `${name} over ${thousands(sizes[1].dossiers)} dossiers (${thousands(sizes[1].rows)} counters), with HTTP`,
			figure: `p50 ${milliseconds(long)}, p99 ${milliseconds(p99)}; ${thousands(long / short, 2)} × the page over ${thousands(sizes[0].dossiers)}`,
			goal: `p50 ≤ ${PAGE_GOAL_MS} ms, ≤ ${FLAT} ×`,
			met: long <= PAGE_GOAL_MS && long <= FLAT * short,
			reference: `p50 ${milliseconds(short)} over ${thousands(sizes[0].dossiers)}; months and years in turn`,
		};
	};
	const share = (counted, plain) => counted / plain - 1;
	return [
		row("page of all agencies", "all"),
		row("page of one agency", "one"),
		{
			what: "what counting adds to the write of an event, one after another",
			figure: `${thousands(share(cost.alone_counted_ms, cost.alone_ms) * 100, 1)} %`,
			goal: `≤ ${COST_GOAL * 100} %`,
			met: share(cost.alone_counted_ms, cost.alone_ms) <= COST_GOAL,
			reference: `${milliseconds(cost.alone_ms)} without, ${milliseconds(cost.alone_counted_ms)} with, durable`,
			command: COST.filter((word) => word !== "--quiet").join(" "),
		},
		{
			what: "the same, 64 at once, committed together",
			figure: `${thousands(share(cost.at_once_counted_ms, cost.at_once_ms) * 100, 1)} %`,
			goal: `≤ ${COST_GOAL * 100} %`,
			met: share(cost.at_once_counted_ms, cost.at_once_ms) <= COST_GOAL,
			reference: `${milliseconds(cost.at_once_ms)} without, ${milliseconds(cost.at_once_counted_ms)} with`,
		},
		{
			what: `a known month of ${thousands(DEMO)} dossiers: lived, recounted, frozen and signed; every figure as it happened`,
			figure: `${thousands(lived.seconds)} s, ${thousands(recount.seconds, 1)} s, ${thousands(published.seconds, 1)} s`,
			reference: `${thousands(DEMO / lived.seconds)} dossiers a second through services and rules; ${recount.said.trim()}`,
		},
	];
}
