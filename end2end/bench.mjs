#!/usr/bin/env node
// Measures the release build and prints one table. `make bench` runs everything; single measures by name:
//   MOTCUA_BINARY=target/motcua/motcua node end2end/bench.mjs [import] [search] [form] [typing] [paper] [kept] [fresh] [submissions] [weight] [process] [desk] [live] [indicators]
//
// A slow machine misses goals and still ends with 0. Ends with 1 only when something could not be measured.

import { execFileSync } from "node:child_process";
import { availableParallelism, cpus, loadavg, release, tmpdir, totalmem } from "node:os";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import * as catalogue from "./bench/catalogue.mjs";
import * as desk from "./bench/desk.mjs";
import * as form from "./bench/form.mjs";
import * as indicators from "./bench/indicators.mjs";
import * as fresh from "./bench/fresh_page.mjs";
import * as live from "./bench/live.mjs";
import * as kept from "./bench/kept_page.mjs";
import * as paper from "./bench/paper.mjs";
import * as process_ from "./bench/process.mjs";
import * as search from "./bench/search.mjs";
import * as submissions from "./bench/submissions.mjs";
import { table, thousands } from "./bench/table.mjs";
import * as typing from "./bench/typing.mjs";
import * as weight from "./bench/weight.mjs";
import { binary } from "./support/server.mjs";

/** In this order: what writes comes after what reads, so that the readers meet the catalogue alone. */
const MEASURES = { import: catalogue, search, form, typing, paper, kept, fresh, process: process_, weight, live, submissions, desk, indicators };
const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

const REPEAT = `One measure again: MOTCUA_BINARY=${process.env.MOTCUA_BINARY} node end2end/bench.mjs NAME
with NAME one of ${Object.keys(MEASURES).join(", ")}.
The server behind them: MOTCUA_ADDRESS=127.0.0.1:3000 MOTCUA_RATE_LIMITS=off MOTCUA_DATA_DIR=FOLDER motcua serve.
nginx is configured by end2end/bench/nginx.mjs: 2 workers, no log, sendfile, open_file_cache, the portal's own headers.`;

/** What a program says, or "unknown": the heading must not keep anybody from measuring. */
function said(program, ...args) {
	try {
		return execFileSync(program, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
	} catch {
		return "unknown";
	}
}

function heading() {
	const changed = said("git", "status", "--porcelain", "--untracked-files=no") ? ", with uncommitted changes" : "";
	const fileSystem = said("df", "--output=fstype", tmpdir()).split("\n").at(-1);
	const load = loadavg().map((one) => one.toFixed(2)).join(" ");
	const cpu = `${availableParallelism()} cores of ${cpus()[0]?.model ?? "an unknown CPU"}`;
	return [
		`${cpu}, ${thousands(totalmem() / 1e9, 1)} GB, Linux ${release()}`,
		`${new Date().toISOString()}, commit ${said("git", "rev-parse", "--short", "HEAD")}${changed}, ${binary()}`,
		`load ${load} before the start; data on ${fileSystem} (${tmpdir()}); the callers run on the same cores`,
	].join("\n");
}

function verdict({ goal = "", met }) {
	if (!goal || met === undefined) return goal;
	return `${goal}: ${met ? "met" : "MISSED"}`;
}

async function main(names) {
	const unknown = names.filter((name) => !(name in MEASURES));
	if (unknown.length > 0) {
		console.error(`There is no measure ${unknown.join(", ")}; known are ${Object.keys(MEASURES).join(", ")}`);
		return 2;
	}
	const head = heading();
	const world = { root };
	const rows = [];
	let errors = 0;
	for (const [name, { measure }] of Object.entries(MEASURES)) {
		if (names.length > 0 && !names.includes(name)) continue;
		const began = performance.now();
		process.stderr.write(`${name} … `);
		try {
			rows.push(...(await measure(world)));
			process.stderr.write(`${thousands((performance.now() - began) / 1_000, 1)} s\n`);
		} catch (error) {
			errors += 1;
			process.stderr.write(`could not be measured:\n${error.stack}\n`);
			const command = `node end2end/bench.mjs ${name}`;
			rows.push({ what: name, figure: `ERROR: ${error.message.split("\n")[0]}`, command });
		}
	}
	const cells = rows.map((row) => [row.what, row.figure, verdict(row), row.reference ?? "", `\`${row.command}\``]);
	console.log(`\n${head}\n\n${table(["what", "figure", "goal", "reference", "command"], cells)}`);
	console.log(`\n${REPEAT}`);
	const missed = rows.filter(({ met }) => met === false).length;
	console.log(`\nbench: ${rows.length} figures, ${missed} goals missed, ${errors} not measured because of an error`);
	return errors === 0 ? 0 : 1;
}

process.exitCode = await main(process.argv.slice(2));
