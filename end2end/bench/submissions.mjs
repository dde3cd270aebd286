// Durable submissions a second, against plain commits of SQLite on the same disk in the same run.

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { launch, outcome, startServer } from "../support/server.mjs";
import { bodies, callAll, requestBytes } from "./caller.mjs";
import { dataFolder } from "./catalogue.mjs";
import { ownSeconds, processorSeconds } from "./cpu.mjs";
import { installed } from "./nginx.mjs";
import { median, milliseconds, percentile, thousands } from "./table.mjs";

const DRAFTS = 2_000;
const ROUNDS = 3;
const CONNECTIONS = 64;
/** Receipts that are looked up after the server was killed. */
const LOOKED_UP = 50;
const COMMITS_PATIENCE_MS = 120_000;
const GOAL = 2;
const PROCEDURE = "1.003197";
const COMMITS = join(dirname(fileURLToPath(import.meta.url)), "commits.py");
const YARDSTICK = "WAL, FULL, 1 row of 600 bytes each: python3 end2end/bench/commits.py FOLDER";
const ANSWERS = {
	applicant: { name: "Bùi Thị Mận", phone: "0912345678", address: "Thôn 3, xã Hòa Bình" },
	request: "Đăng ký khai sinh cho con, xin hai bản sao trích lục.",
	delivery: "counter",
};

function post(path, { method = "POST", token, json, headers = {} } = {}) {
	const authorization = token ? { authorization: `Bearer ${token}` } : {};
	const type = json === undefined ? {} : { "content-type": "application/json" };
	return requestBytes(method, path, { ...type, ...authorization, ...headers }, json && JSON.stringify(json));
}

/** Drafts with everything that is needed to file them. */
async function completeDrafts(port) {
	const begin = post("/api/v1/drafts", { json: { procedure: PROCEDURE } });
	const drafts = bodies(await callAll(port, new Array(DRAFTS).fill(begin), CONNECTIONS), 201);
	const changes = drafts.map(({ id, token, version }) => {
		const headers = { "if-match": String(version) };
		return post(`/api/v1/drafts/${id}`, { method: "PATCH", token, json: { answers: ANSWERS }, headers });
	});
	bodies(await callAll(port, changes, CONNECTIONS), 200);
	return drafts;
}

/** Prepares drafts, then files them all; only the filing is timed. */
async function round({ port, pid }) {
	const filings = (await completeDrafts(port)).map(({ id, token, submission_key: key }) =>
		post(`/api/v1/drafts/${id}/submission`, { token, headers: { "idempotency-key": key } }),
	);
	const before = { server: processorSeconds(pid), caller: ownSeconds() };
	const began = performance.now();
	const filed = await callAll(port, filings, CONNECTIONS);
	const seconds = (performance.now() - began) / 1_000;
	const cost = (after, start) => ((after - start) / DRAFTS) * 1e6;
	const server = cost(processorSeconds(pid), before.server);
	const caller = cost(ownSeconds(), before.caller);
	const receipts = bodies(filed, 201);
	if (new Set(receipts.map(({ code }) => code)).size !== DRAFTS) throw new Error("two dossiers have the same code");
	return { rate: DRAFTS / seconds, ms: filed.map((answer) => answer.ms), server, caller, receipts };
}

/** Commits a second of plain SQLite, or null where Python or its module is missing. */
async function commits(folder) {
	const python = installed("python3");
	if (!python) return null;
	const running = launch(python, [COMMITS, folder, String(DRAFTS)]);
	const { code } = await outcome(running, COMMITS_PATIENCE_MS);
	if (code !== 0 && running.said.stderr.includes("No module named")) return null;
	if (code !== 0) throw new Error(`commits.py: ${running.said.stderr}`);
	return Number(running.said.stdout);
}

async function inTurns(server, folder) {
	const seen = { rounds: [], commits: [] };
	for (let at = 0; at < ROUNDS; at += 1) {
		const rate = await commits(folder);
		if (rate !== null) seen.commits.push(rate);
		seen.rounds.push(await round(server));
	}
	return seen;
}

/** Whether every receipt of a sample opens its dossier after the process was killed. */
async function survived(dataDir, receipts) {
	const server = await startServer({ dataDir });
	try {
		const step = Math.max(1, Math.floor(receipts.length / LOOKED_UP));
		const sample = receipts.filter((_, at) => at % step === 0);
		const lookups = sample.map(({ code, pin }) => post("/api/v1/dossiers/lookup", { json: { code, pin } }));
		bodies(await callAll(server.port, lookups, 1), 200);
		return sample.length;
	} finally {
		await server.stop();
	}
}

export async function measure(world) {
	const dataDir = await dataFolder(world);
	const server = await startServer({ dataDir });
	let seen;
	try {
		seen = await inTurns(server, dataDir);
	} finally {
		// Killed, not stopped: what was accepted must be there all the same.
		await server.kill();
	}
	const found = await survived(dataDir, seen.rounds.flatMap(({ receipts }) => receipts));
	const rate = median(seen.rounds.map((one) => one.rate));
	const ms = seen.rounds.flatMap((one) => one.ms);
	const list = (rates) => rates.map((one) => thousands(one)).join(", ");
	const plain = seen.commits.length > 0 ? median(seen.commits) : null;
	const cost = (key) => thousands(median(seen.rounds.map((one) => one[key])));
	const late = `p50 ${milliseconds(percentile(ms, 0.5))}, p99 ${milliseconds(percentile(ms, 0.99))}`;
	const cpu = `${cost("server")} µs of CPU each, its caller ${cost("caller")} µs`;
	const ratio = plain ? `, ${thousands(rate / plain, 2)} × plain` : "";
	return [
		{
			what: `durable submissions, ${ROUNDS} × ${thousands(DRAFTS)} with ${CONNECTIONS} connections`,
			figure: `${thousands(rate)}/s${ratio} (rounds ${list(seen.rounds.map((one) => one.rate))}; ${late}; ${cpu})`,
			goal: plain ? `≥ ${GOAL} × plain SQLite` : "",
			met: plain ? rate / plain >= GOAL : undefined,
			reference: plain
				? `plain SQLite ${thousands(plain)} commits/s (rounds ${list(seen.commits)}), ${YARDSTICK}`
				: "plain SQLite commits did not run: python3 with sqlite3 is not there",
			command: "node end2end/bench.mjs submissions",
		},
		{
			what: "receipts that open their dossier after kill -9 and a new start",
			figure: `${found} of ${found} looked up`,
			goal: "all",
			met: true,
			reference: "a receipt that does not open ends this measure with an error",
			command: "node end2end/bench.mjs submissions",
		},
	];
}
