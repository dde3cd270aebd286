// The queue of the desk and the tracking page over ten thousand and over a million dossiers.

import { execFileSync } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import { completeDraft, expectStatus, submit } from "../support/api.mjs";
import { PASSWORD, addStaff, totp } from "../support/desk.mjs";
import { removeFolder, startServer, temporaryFolder } from "../support/server.mjs";
import { askFor, keepAlive } from "./wire.mjs";
import { milliseconds, percentile, thousands } from "./table.mjs";

const SIZES = [10_000, 1_000_000];
const REQUESTS = 400;
const WARM_UP = 20;
const QUEUE_GOAL_MS = 30;
const TRACKING_GOAL_MS = 2;
/** «Flat»: the long queue costs at most so many times the short one. */
const FLAT = 1.5;
const SEED = join(dirname(fileURLToPath(import.meta.url)), "dossiers.py");
const LOGIN = "do.luong";

/** The queue as officers open it: everything, one kind, one step, one's own, what is late. */
const QUEUES = ["", "?viec=step", "?viec=receive", "?buoc=review", "?cua=mine", "?cua=free&viec=step", "?han=late", "?han=later"];

/** One form of the desk, without a browser: gives the cookie that came, or the one that was sent. */
async function post(url, path, cookie, fields) {
	const answer = await fetch(new URL(path, url), {
		method: "POST",
		headers: { cookie },
		body: new URLSearchParams(fields),
		redirect: "manual",
	});
	if (answer.status >= 400) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
	return answer.headers.get("set-cookie")?.split(";")[0] ?? cookie;
}

/** Somebody with a role at the agency, signed in: the cookie. */
async function signIn(server, agency) {
	const code = await addStaff(server, LOGIN, "Người đo", `${agency}:officer`, `${agency}:receptionist`);
	let cookie = await post(server.url, "/can-bo/dang-nhap", "", { login: LOGIN, password: code });
	cookie = await post(server.url, "/can-bo/thiet-lap", cookie, { password: PASSWORD, repeated: PASSWORD });
	const page = await (await fetch(new URL("/can-bo/thiet-lap", server.url), { headers: { cookie } })).text();
	const secret = /class="[^"]*desk-secret">([^<]+)</.exec(page)?.[1];
	if (!secret) throw new Error("the page of the set-up shows no secret");
	return post(server.url, "/can-bo/thiet-lap/xac-nhan", cookie, { code: totp(secret) });
}

/** One after another on one connection, so that nothing waits but for the server. */
async function inTurn(requests) {
	const agent = keepAlive();
	const times = [];
	for (const [at, [url, options]] of requests.entries()) {
		const { ms } = await askFor(200, url, { agent, ...options });
		if (at >= WARM_UP) times.push(ms);
	}
	agent.destroy();
	return times;
}

async function measureAt(dataDir, dossier, size, cookieOf) {
	const there = Number(execFileSync("python3", [SEED, dataDir, String(size)], { encoding: "utf8" }));
	if (there !== size) throw new Error(`${there} dossiers instead of ${size}`);
	const server = await startServer({ dataDir });
	try {
		const cookie = await cookieOf(server);
		const headers = { cookie };
		const queue = [];
		const agent = keepAlive();
		for (let at = 0; queue.length < REQUESTS + WARM_UP; at += 1) {
			// Each queue with a walk of a few pages into it.
			let path = `/can-bo/ho-so${QUEUES[at % QUEUES.length]}`;
			for (let page = 0; page < 4 && path; page += 1) {
				queue.push([new URL(path, server.url), { headers }]);
				if (at >= QUEUES.length) break;
				const { body } = await askFor(200, new URL(path, server.url), { agent, headers });
				path = /rel="next" href="([^"]+)"/.exec(body.toString())?.[1]?.replaceAll("&amp;", "&");
			}
		}
		agent.destroy();
		const body = JSON.stringify({ code: dossier.code, pin: dossier.pin });
		const lookup = { method: "POST", headers: { "content-type": "application/json" }, body };
		const tracking = new Array(REQUESTS + WARM_UP).fill([new URL("/api/v1/dossiers/lookup", server.url), lookup]);
		const sent = { method: "POST", headers: { ...headers, "content-type": "application/x-www-form-urlencoded" } };
		const search = ["tim=Bùi+Thị", `tim=${dossier.code}`, "tim=09123456"].map((one) => [new URL("/can-bo/tim-ho-so", server.url), { ...sent, body: encodeURI(one) }]);
		return {
			queue: await inTurn(queue),
			tracking: await inTurn(tracking),
			search: await inTurn(new Array(30).fill(search).flat()),
		};
	} finally {
		await server.stop();
	}
}

export async function measure() {
	const dataDir = temporaryFolder("motcua-bench-desk");
	try {
		const first = await startServer({ dataDir });
		let dossier;
		let cookie;
		try {
			const draft = await completeDraft(first.url);
			dossier = expectStatus(await submit(first.url, draft), 201);
			cookie = await signIn(first, dossier.code.split("-")[0]);
		} finally {
			await first.stop();
		}
		const seen = [];
		for (const size of SIZES) seen.push(await measureAt(dataDir, dossier, size, async () => cookie));
		const command = "node end2end/bench.mjs desk";
		const of = (what, share) => seen.map((one) => percentile(one[what], share));
		const row = (what, name, goalMs) => {
			const [p99, p50] = [of(what, 0.99), of(what, 0.5)];
			const ratio = p50[1] / p50[0];
			return {
				what: `${name} over ${thousands(SIZES[1])} dossiers, p99`,
				figure: `${milliseconds(p99[1])}, median ${milliseconds(p50[1])}, ${thousands(ratio, 2)} × that over ${thousands(SIZES[0])}`,
				goal: goalMs ? `≤ ${goalMs} ms, ≤ ${FLAT} ×` : "",
				met: goalMs ? p99[1] <= goalMs && ratio <= FLAT : undefined,
				reference: `over ${thousands(SIZES[0])}: p99 ${milliseconds(p99[0])}, median ${milliseconds(p50[0])}; one caller, on the wire`,
				command,
			};
		};
		return [
			row("queue", "page of the queue", QUEUE_GOAL_MS),
			row("tracking", "tracking by code and PIN (API)", TRACKING_GOAL_MS),
			row("search", "finding a dossier at the desk"),
		];
	} finally {
		removeFolder(dataDir);
	}
}
