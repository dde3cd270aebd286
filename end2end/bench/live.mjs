// Pages of dossiers that wait for news: what memory 1,000 of them hold, and how soon all hear that something happened.

import { readFileSync } from "node:fs";
import { request } from "node:http";
import { setTimeout as pause } from "node:timers/promises";

import { startServer } from "../support/server.mjs";
import { bodies, callAll, requestBytes } from "./caller.mjs";
import { dataFolder } from "./catalogue.mjs";
import { megabytes } from "./table.mjs";
import { together } from "./wire.mjs";

const PAGES = 1_000;
const CONNECTIONS = 32;
const QUIET_MS = 3_000;
/** The job looks every two seconds; what is quiet for so long is quiet. */
const LISTEN_MS = 6_000;
const GOAL_KIB = 50e6 / 1024;
const PROCEDURE = "1.003197";
const ANSWERS = { applicant: { name: "Bùi Thị Mận", phone: "0912345678" } };

function resident(pid) {
	return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

function post(path, { method = "POST", token, json, headers = {} } = {}) {
	const authorization = token ? { authorization: `Bearer ${token}` } : {};
	const type = json === undefined ? {} : { "content-type": "application/json" };
	return requestBytes(method, path, { ...type, ...authorization, ...headers }, json && JSON.stringify(json));
}

/** As many filed dossiers, with code and PIN. */
async function file({ port }) {
	const begin = post("/api/v1/drafts", { json: { procedure: PROCEDURE } });
	const drafts = bodies(await callAll(port, new Array(PAGES).fill(begin), CONNECTIONS), 201);
	const changes = drafts.map(({ id, token, version }) =>
		post(`/api/v1/drafts/${id}`, { method: "PATCH", token, json: { answers: ANSWERS }, headers: { "if-match": String(version) } }),
	);
	bodies(await callAll(port, changes, CONNECTIONS), 200);
	const filings = drafts.map(({ id, token, submission_key: key }) =>
		post(`/api/v1/drafts/${id}/submission`, { token, headers: { "idempotency-key": key } }),
	);
	return bodies(await callAll(port, filings, CONNECTIONS), 201);
}

/** Opens the stream of a dossier and resolves with its first event. Every page has an address of its own, as behind a proxy. */
function listen(port, { code, pin }, at) {
	return new Promise((opened, failed) => {
		const headers = {
			"content-type": "application/x-www-form-urlencoded",
			"x-real-ip": `10.0.${at >> 8}.${at & 255}`,
		};
		const asked = request({ port, host: "127.0.0.1", path: "/tra-cuu/tin-moi", method: "POST", headers, agent: false });
		asked.once("error", failed);
		asked.once("response", (response) => {
			response.setEncoding("utf8").once("data", (text) => {
				if (response.statusCode !== 200) failed(new Error(`a stream was answered ${response.statusCode}: ${text}`));
				else opened({ asked, text });
			});
		});
		asked.end(new URLSearchParams({ code, pin }).toString());
	});
}

export async function measure(world) {
	const server = await startServer({
		dataDir: await dataFolder(world),
		env: { MOTCUA_RATE_LIMITS: "off", MOTCUA_CLIENT_ADDRESS_HEADER: "x-real-ip" },
	});
	try {
		const receipts = await file(server);
		// What opening costs once (buffers, the allocator) is not what a page holds.
		for (const { asked } of await together(CONNECTIONS, CONNECTIONS, (at) => listen(server.port, receipts[at], at))) asked.destroy();
		await pause(QUIET_MS);
		const before = resident(server.pid);
		const streams = await together(PAGES, CONNECTIONS, (at) => listen(server.port, receipts[at], at));
		await pause(LISTEN_MS);
		const held = resident(server.pid) - before;
		const wrong = streams.filter(({ text }) => !text.startsWith("data: 1.0")).length;
		if (wrong > 0) throw new Error(`${wrong} streams began with something else`);
		for (const { asked } of streams) asked.destroy();
		return [
			{
				what: `resident memory for ${PAGES} open pages that wait for news`,
				figure: megabytes(held),
				goal: "≤ 50 MB",
				met: held <= GOAL_KIB,
				reference: `VmRSS with ${PAGES} streams of ${PAGES} dossiers, ${LISTEN_MS / 1_000} s after the last was opened, above VmRSS before`,
				command: "node end2end/bench.mjs live",
			},
		];
	} finally {
		await server.stop();
	}
}
