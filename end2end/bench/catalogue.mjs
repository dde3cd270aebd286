// The national catalogue: how long its import takes, and a folder that holds it for the measures that follow.

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

import { removeFolder, run, startServer, temporaryFolder } from "../support/server.mjs";
import { median, megabytes, thousands } from "./table.mjs";

export const OPEN_SET = "../shared/data/catalogue/national-open.jsonl.gz";
const ROUNDS = 3;
const GOAL_SECONDS = 10;
const GOAL_KIB = 300e6 / 1024;
const TIME = "/usr/bin/time";
/** Where GNU time is missing the peak is read from /proc; it only grows, so what is missed is the last moment. */
const POLL_MS = 10;

/** Peak memory of a running process in KiB, as far as it has come. */
async function peakWhileRunning(child) {
	let peak = 0;
	while (child.exitCode === null && child.signalCode === null) {
		try {
			const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
			peak = Math.max(peak, Number(/^VmHWM:\s+(\d+)/m.exec(status)?.[1] ?? 0));
		} catch {
			break; // it has ended
		}
		await pause(POLL_MS);
	}
	return peak;
}

/** One import into a fresh folder. */
async function importOnce(file) {
	const dataDir = temporaryFolder("motcua-bench");
	const report = join(dataDir, "time.txt");
	const withTime = existsSync(TIME);
	const through = withTime ? [TIME, "-v", "-o", report] : [];
	let watched = Promise.resolve(0);
	const started = (child) => {
		if (!withTime) watched = peakWhileRunning(child);
	};
	const began = performance.now();
	const outcome = await run(["catalogue", "import", file], { dataDir, through, started });
	const seconds = (performance.now() - began) / 1000;
	if (outcome.code !== 0) throw new Error(`the import ended with ${outcome.code}: ${outcome.stderr.slice(-2_000)}`);
	const peak = withTime
		? Number(/Maximum resident set size \(kbytes\): (\d+)/.exec(readFileSync(report, "utf8"))?.[1])
		: await watched;
	return { dataDir, seconds, peak, summary: outcome.stdout.trim().split("\n").at(-1) };
}

/** Path of the open set, or null. */
export function openSet(world) {
	const file = join(world.root, OPEN_SET);
	return existsSync(file) ? file : null;
}

/**
 * A data folder with the open set, made once; the embedded procedures where the open set is missing.
 * Says in `world.catalogue` what it holds.
 */
export async function dataFolder(world) {
	if (world.dataDir) return world.dataDir;
	const file = openSet(world);
	if (file) {
		world.dataDir = (await importOnce(file)).dataDir;
		world.catalogue = "open set";
	} else {
		world.dataDir = temporaryFolder("motcua-bench");
		world.catalogue = "embedded procedures only";
	}
	return world.dataDir;
}

/** A server on that folder, for the length of `work`. */
export async function withServer(world, work) {
	const server = await startServer({ dataDir: await dataFolder(world) });
	try {
		return await work(server);
	} catch (error) {
		error.message += `\nthe server said: ${server.log().slice(-1_000)}`;
		throw error;
	} finally {
		await server.stop();
	}
}

export async function measure(world) {
	const file = openSet(world);
	const command = `${existsSync(TIME) ? "/usr/bin/time -v " : ""}motcua catalogue import ${OPEN_SET}`;
	if (!file) {
		return [{ what: "import of the national catalogue", figure: `did not run: ${OPEN_SET} is not there`, command }];
	}
	const rounds = [];
	for (let round = 0; round < ROUNDS; round += 1) {
		if (rounds.length > 0) removeFolder(rounds.at(-1).dataDir);
		rounds.push(await importOnce(file));
	}
	world.dataDir ??= rounds.at(-1).dataDir;
	world.catalogue ??= "open set";
	const seconds = median(rounds.map((round) => round.seconds));
	const peak = Math.max(...rounds.map((round) => round.peak));
	const all = rounds.map((round) => thousands(round.seconds, 2)).join(", ");
	return [
		{
			what: `import, wall time, median of ${ROUNDS}`,
			figure: `${thousands(seconds, 2)} s (${all})`,
			goal: `≤ ${GOAL_SECONDS} s`,
			met: seconds <= GOAL_SECONDS,
			reference: rounds.at(-1).summary,
			command,
		},
		{
			what: "import, peak resident memory",
			figure: megabytes(peak),
			goal: "≤ 300 MB",
			met: peak <= GOAL_KIB,
			reference: existsSync(TIME) ? "largest of the rounds, by GNU time" : "largest of the rounds, by /proc/PID/status",
			command,
		},
	];
}
