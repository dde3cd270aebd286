// Starts and stops the built portal (MOTCUA_BINARY) on loopback, each time in a folder of its own.
// Whatever is started here also ends here: by stop() or kill(), or at the latest when this process ends.

import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { get } from "node:http";
import { createServer } from "node:net";
import { constants, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";

const READY_MS = 60_000;
/** The server gives running requests 25 seconds. */
const STOP_MS = 30_000;
const RUN_MS = 300_000;
/** A server that logs without end must not fill the memory of a test. */
const MAX_LOG = 4 * 1024 * 1024;
/** Between finding a free port and taking it, somebody else may take it. */
const PORT_TRIES = 5;

const children = new Set();
/** How a child is ended when this process ends. */
const lastSignals = new WeakMap();
const folders = new Set();

function cleanUp() {
	for (const child of children) child.kill(lastSignals.get(child));
	for (const folder of folders) {
		try {
			rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
		} catch (error) {
			console.error(`${folder} is left behind: ${error.message}`);
		}
	}
}
process.on("exit", cleanUp);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"])
	process.once(signal, () => process.exit(128 + constants.signals[signal]));

/** Path of the binary under test. */
export function binary() {
	const path = process.env.MOTCUA_BINARY;
	if (!path) throw new Error("MOTCUA_BINARY is not set: it is the path that `make build` prints last");
	// The server runs in another folder, where a relative path would lead nowhere.
	const absolute = resolve(path);
	if (!existsSync(absolute)) throw new Error(`MOTCUA_BINARY: there is no ${absolute}; run \`make build\``);
	return absolute;
}

/** A fresh folder that is removed when this process ends, if not before. */
export function temporaryFolder(name = "motcua-e2e") {
	const folder = mkdtempSync(join(tmpdir(), `${name}-`));
	folders.add(folder);
	return folder;
}

/** Removes a folder made by temporaryFolder; leaves any other alone. */
export function removeFolder(folder) {
	if (folders.delete(folder)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** A port of 127.0.0.1 that is free now. */
export function freePort() {
	return new Promise((found, failed) => {
		const probe = createServer();
		probe.once("error", failed);
		probe.listen(0, "127.0.0.1", () => {
			const { port } = probe.address();
			probe.close(() => found(port));
		});
	});
}

/** The caller's environment without settings of the portal: somebody's own database must not be met by a test. */
function environment(dataDir, own, more) {
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith("MOTCUA_"));
	return { ...Object.fromEntries(inherited), MOTCUA_DATA_DIR: dataDir, ...own, ...more };
}

/**
 * Spawns a program that ends with this process, and collects what it says. `lastSignal`: for programs with children of
 * their own, which would outlive a kill.
 */
export function launch(program, args, options = {}, lastSignal = "SIGKILL") {
	const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
	children.add(child);
	lastSignals.set(child, lastSignal);
	const said = { stdout: "", stderr: "" };
	for (const stream of ["stdout", "stderr"]) {
		child[stream]?.setEncoding("utf8").on("data", (text) => {
			said[stream] = (said[stream] + text).slice(-MAX_LOG);
		});
	}
	const ended = new Promise((over) => {
		const end = (code, signal, error) => {
			children.delete(child);
			over({ code, signal, error });
		};
		child.once("error", (error) => end(null, null, error));
		child.once("close", (code, signal) => end(code, signal));
	});
	return { child, said, ended };
}

/** Sends a signal and waits; what has not ended by then is killed. Says how it ended. */
export function end(program, signal = "SIGTERM", patience = STOP_MS) {
	if (children.has(program.child)) program.child.kill(signal);
	return outcome(program, patience);
}

/** Waits for a program that ends by itself; what has not ended by then is killed. Says how it ended. */
export async function outcome({ child, ended }, patience) {
	const timer = setTimeout(() => child.kill("SIGKILL"), patience);
	try {
		return await ended;
	} finally {
		clearTimeout(timer);
	}
}

/** Status of one GET on a connection of its own, or null when nobody answers. */
function probe(url) {
	return new Promise((answered) => {
		const request = get(url, { agent: false, timeout: 2_000 }, (response) => {
			response.resume();
			response.once("end", () => answered(response.statusCode));
			response.once("error", () => answered(null));
		});
		request.once("timeout", () => request.destroy());
		request.once("error", () => answered(null));
	});
}

/** Waits until `url` answers 200; false when the time is over or the program ended. */
export async function answers(url, ended, patience = READY_MS, step = 5) {
	let over = false;
	ended.then(() => {
		over = true;
	});
	for (const until = Date.now() + patience; Date.now() < until && !over; await pause(step))
		if ((await probe(url)) === 200) return true;
	return false;
}

/**
 * Starts `motcua serve` and waits until it is ready.
 *
 * `dataDir`: folder of database and files, which is then kept; without one, a fresh folder that stop() removes.
 * `env`: further settings, which win. `port`: without one, a free port. `rateLimits`: "off" or "on".
 * `databaseUrl`: instead of SQLite in `dataDir`.
 *
 * Gives back { url, port, pid, dataDir, child, startMs, stop(), kill(), log() }. kill() leaves the folder, so that another
 * server can be started on it; stop() afterwards still removes it.
 */
export async function startServer({ dataDir, env = {}, port, rateLimits = "off", databaseUrl } = {}) {
	const folder = dataDir ?? temporaryFolder();
	for (let attempt = 1; ; attempt += 1) {
		const at = port ?? (await freePort());
		const url = `http://127.0.0.1:${at}`;
		const own = { MOTCUA_ADDRESS: `127.0.0.1:${at}`, MOTCUA_ORIGIN: url, MOTCUA_RATE_LIMITS: rateLimits };
		if (databaseUrl) own.MOTCUA_DATABASE_URL = databaseUrl;
		const began = performance.now();
		const program = launch(binary(), ["serve"], { cwd: folder, env: environment(folder, own, env) });
		const log = () => program.said.stderr + program.said.stdout;
		// Where the port is taken by another server, that one would answer instead of ours: ours has then ended.
		if ((await answers(`${url}/health/ready`, program.ended)) && program.child.exitCode === null) {
			const startMs = performance.now() - began;
			const finish = async (signal, keep) => {
				const how = await end(program, signal);
				if (!keep && !dataDir) removeFolder(folder);
				return how;
			};
			return {
				url,
				port: at,
				pid: program.child.pid,
				dataDir: folder,
				child: program.child,
				startMs,
				stop: () => finish("SIGTERM", false),
				kill: () => finish("SIGKILL", true),
				log,
			};
		}
		const how = await end(program);
		if (!port && attempt < PORT_TRIES && log().includes("cannot listen")) continue;
		if (!dataDir) removeFolder(folder);
		const why = how.error?.message ?? `it ended with ${how.code ?? how.signal}`;
		throw new Error(`The server was not ready within ${READY_MS / 1000} s (${why}):\n${log()}`);
	}
}

/**
 * Runs a command of the binary to its end, such as run(["catalogue", "import", file], { dataDir }).
 * `through`: a program and its arguments under which it runs; `started` is called with the child process.
 */
export async function run(args, { dataDir, env = {}, patience = RUN_MS, through = [], started } = {}) {
	const folder = dataDir ?? temporaryFolder();
	const [program, ...rest] = [...through, binary(), ...args];
	const command = launch(program, rest, { cwd: folder, env: environment(folder, {}, env) });
	started?.(command.child);
	const { code, signal, error } = await outcome(command, patience);
	if (!dataDir) removeFolder(folder);
	if (error) throw error;
	return { code, signal, ...command.said };
}
