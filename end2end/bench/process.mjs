// The process itself: how soon it answers, and how much memory it holds.

import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";

import { startServer } from "../support/server.mjs";
import { dataFolder } from "./catalogue.mjs";
import { median, megabytes, milliseconds } from "./table.mjs";
import { procedureCodes, spread } from "./visit.mjs";
import { askFor, keepAlive } from "./wire.mjs";

const STARTS = 5;
const REQUESTS = 200;
const QUIET_MS = 3_000;
const GOAL_KIB = 100e6 / 1024;
const GOAL_MS = 1_000;

/** Resident memory in KiB. */
function resident(pid) {
	return Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))[1]);
}

/** Every kind of page, as visitors would open them. */
async function visitPages(url) {
	const agent = keepAlive();
	const codes = spread(await procedureCodes(url, 10_000), REQUESTS / 2);
	const search = encodeURIComponent("đăng ký khai sinh");
	const others = ["/", "/thu-tuc", `/thu-tuc?q=${search}`, "/tra-cuu", "/api", "/en", `/api/v1/procedures?q=${search}`];
	for (let at = 0; at < REQUESTS; at += 1) {
		const path = at % 2 === 0 ? `/thu-tuc/${codes[(at / 2) % codes.length]}` : others[((at - 1) / 2) % others.length];
		await askFor(200, new URL(path, url), { agent, headers: { "accept-encoding": "br" } });
	}
	agent.destroy();
}

export async function measure(world) {
	const dataDir = await dataFolder(world);
	const starts = [];
	const memory = { idle: [], busy: [] };
	for (let at = 0; at < STARTS; at += 1) {
		const server = await startServer({ dataDir });
		try {
			starts.push(server.startMs);
			await pause(QUIET_MS);
			memory.idle.push(resident(server.pid));
			await visitPages(server.url);
			memory.busy.push(resident(server.pid));
		} finally {
			await server.stop();
		}
	}
	const [idle, busy, start] = [Math.max(...memory.idle), Math.max(...memory.busy), median(starts)];
	const command = "node end2end/bench.mjs process";
	const reference = `VmRSS, largest of ${STARTS} starts, ${world.catalogue}`;
	return [
		{
			what: `resident memory ${QUIET_MS / 1_000} s after the start`,
			figure: megabytes(idle),
			goal: "≤ 100 MB",
			met: idle <= GOAL_KIB,
			reference,
			command,
		},
		{
			what: `resident memory after ${REQUESTS} requests`,
			figure: megabytes(busy),
			goal: "≤ 100 MB",
			met: busy <= GOAL_KIB,
			reference,
			command,
		},
		{
			what: `start to the first answer, median of ${STARTS}`,
			figure: `${milliseconds(start)} (${starts.map(milliseconds).join(", ")})`,
			goal: "≤ 1 s",
			met: start <= GOAL_MS,
			reference: `from the start of the process to 200 of /health/ready, asked every 5 ms; ${world.catalogue}`,
			command,
		},
	];
}
