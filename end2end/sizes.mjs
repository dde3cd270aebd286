#!/usr/bin/env node
// The weight of a first visit, in bytes on the wire, against its budgets. `make test` runs it as its last step:
//   MOTCUA_BINARY=target/motcua/motcua node end2end/sizes.mjs

import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { checkPackaged, procedureCodes, publicPages, visit, visitFiling } from "./bench/visit.mjs";
import { table, thousands } from "./bench/table.mjs";
import { binary, startServer } from "./support/server.mjs";

/** Bodies of everything a browser fetches when it comes to a public page for the first time. */
const FIRST_VISIT = 30_000;
/** Loader, JS and WASM of a page that needs them at once. */
const ISLANDS = 200_000;
/** The step whose islands come with every draft; without them the measure would measure nothing. */
const WITH_ISLANDS = /\/(nguoi-nop|giay-to|to-khai\/[a-z_]+)$/;

/** Files of the built site under /pkg, as the server offers them. */
function packaged() {
	const folder = join(dirname(binary()), "site", "pkg");
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	const names = files.map((entry) => join(entry.parentPath ?? entry.path, entry.name).slice(folder.length + 1));
	return names.filter((name) => !/\.(br|gz)$/.test(name)).sort();
}

/** Problems that are told of one page; a release without its style sheets would otherwise fill the screen. */
const TOLD = 3;

function judged(what, bytes, budget, { wire, problems = [], note = "", group = what }) {
	const over = budget !== null && bytes > budget ? [`over by ${thousands(bytes - budget)}`] : [];
	const wrong = [...over, ...problems];
	if (wrong.length > TOLD) wrong.splice(TOLD, Infinity, `and ${wrong.length - TOLD} more problems`);
	return { what, bytes, wire, budget, note, wrong, group };
}

/** What is shown: of pages of one kind the heaviest, and those that failed in another way than that one. */
function shown(rows) {
	const groups = new Map();
	for (const row of rows) groups.set(row.group, [...(groups.get(row.group) ?? []), row]);
	return [...groups.values()].flatMap((group) => {
		const heaviest = group.reduce((most, row) => (row.bytes > most.bytes ? row : most));
		const same = (row) => row.wrong.join() === heaviest.wrong.join();
		const alike = group.filter(same).length;
		const what = group.length > 1 ? `${heaviest.what}, the heaviest of ${group.length} (${alike} alike)` : heaviest.what;
		return [{ ...heaviest, what }, ...group.filter((row) => !same(row) && row.wrong.length > 0)];
	});
}

async function judge(url) {
	const rows = [];
	for (const path of publicPages(await procedureCodes(url))) {
		const seen = await visit(url, path);
		const problems = seen.woken ? [...seen.problems, "fetches WASM before anybody touches anything"] : seen.problems;
		const group = path.replace(/(\/thu-tuc\/).*/, "$1");
		const note = `HTML ${thousands(seen.html)}, ${seen.requests} requests`;
		rows.push(judged(decodeURI(path), seen.body, FIRST_VISIT, { ...seen, problems, note, group }));
	}
	for (const seen of await visitFiling(url)) {
		const problems = [...seen.problems];
		if (WITH_ISLANDS.test(seen.path) && !seen.islands) problems.push("no islands found on a page that has them");
		const note = `HTML ${thousands(seen.html)}, whole first visit ${thousands(seen.body)}`;
		rows.push(judged(`${seen.path}: loader + JS + WASM`, seen.islands, ISLANDS, { problems, note }));
	}
	const names = packaged();
	if (!names.some((name) => name.endsWith(".wasm"))) throw new Error("the built site holds no WASM file");
	for (const name of names) {
		const served = await checkPackaged(url, name);
		rows.push(judged(served.path, served.body, null, { ...served, note: "br, immutable" }));
	}
	return rows;
}

async function main() {
	const server = await startServer();
	let rows;
	try {
		rows = await judge(server.url);
	} finally {
		await server.stop();
	}
	const cells = shown(rows).map(({ what, bytes, wire, budget, note, wrong }) => [
		what,
		thousands(bytes),
		wire === undefined ? "" : thousands(wire),
		budget === null ? "" : thousands(budget),
		wrong.length > 0 ? `FAILED: ${wrong.join("; ")}` : "ok",
		note,
	]);
	console.log("Bytes on the wire with Accept-Encoding: br, each file on a connection of its own.\n");
	console.log(table(["first visit", "body", "with heads", "budget", "", ""], cells, [1, 2, 3]));
	const failed = rows.filter(({ wrong }) => wrong.length > 0);
	console.log(`\nsizes: ${rows.length - failed.length} passed, ${failed.length} failed`);
	return failed.length === 0 ? 0 : 1;
}

process.exitCode = await main();
