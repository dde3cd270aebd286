// A kept page against nginx with the same bytes as a file: both on loopback, measured in turns.

import { launch, outcome } from "../support/server.mjs";
import { withServer } from "./catalogue.mjs";
import { processorSeconds } from "./cpu.mjs";
import { installed, startNginx } from "./nginx.mjs";
import { median, thousands } from "./table.mjs";
import { askFor } from "./wire.mjs";

const PAGE = "/thu-tuc/1.001193";
const HEADERS = { "accept-encoding": "br" };
const THREADS = 2;
const CONNECTIONS = 32;
const SECONDS = 8;
const WARM_UP_SECONDS = 2;
const ROUNDS = 4;
const GOAL = 0.9;

function wrkArguments(url, seconds) {
	const load = [`-t${THREADS}`, `-c${CONNECTIONS}`, `-d${seconds}s`, "--latency"];
	return [...load, "-H", "Accept-Encoding: br", url];
}

/** Requests a second, and what each cost the server `pid`; anything but clean answers is an error. */
async function crowd(program, { url, pid }, seconds) {
	const before = processorSeconds(pid);
	const running = launch(program, wrkArguments(url, seconds));
	const { code, error } = await outcome(running, (seconds + 30) * 1_000);
	const text = running.said.stdout;
	if (error) throw error;
	if (code !== 0 || /Non-2xx|Socket errors/.test(text)) throw new Error(`wrk: ${text}${running.said.stderr}`);
	const rate = Number(/Requests\/sec:\s+([\d.]+)/.exec(text)?.[1]);
	if (!(rate > 0)) throw new Error(`wrk gave no rate: ${text}`);
	const requests = Number(/(\d+) requests in/.exec(text)?.[1]);
	const microseconds = ((processorSeconds(pid) - before) / requests) * 1e6;
	return { rate, microseconds, p99: /99%\s+(\S+)/.exec(text)?.[1] ?? "?" };
}

/** One answer each: the bodies must be the same bytes, or the comparison is none. */
async function compareAnswers(ours, nginx) {
	const [a, b] = [await askFor(200, ours, { headers: HEADERS }), await askFor(200, nginx, { headers: HEADERS })];
	if (!a.body.equals(b.body)) throw new Error("nginx serves other bytes than the portal");
	if (a.headers["content-encoding"] !== "br" || b.headers["content-encoding"] !== "br") throw new Error("not brotli");
	const missing = Object.keys(a.headers).filter((name) => !(name in b.headers));
	if (missing.length > 0) throw new Error(`nginx does not send ${missing.join(", ")}`);
	return { body: a.body.length, ours: a.wireBytes, nginx: b.wireBytes };
}

async function inTurns(wrk, ours, theirs) {
	await crowd(wrk, ours, WARM_UP_SECONDS);
	await crowd(wrk, theirs, WARM_UP_SECONDS);
	const seen = { ours: [], theirs: [] };
	for (let round = 0; round < ROUNDS; round += 1) {
		seen.ours.push(await crowd(wrk, ours, SECONDS));
		seen.theirs.push(await crowd(wrk, theirs, SECONDS));
	}
	return seen;
}

export async function measure(world) {
	const [wrk, nginxProgram] = [installed("wrk"), installed("nginx")];
	if (!wrk || !nginxProgram) throw new Error(`${wrk ? "nginx" : "wrk"} is not installed; \`make bench\` installs it`);
	return withServer(world, async (server) => {
		const ours = server.url + PAGE;
		// The first answer puts the page among the kept ones; what nginx gets is the kept one.
		await askFor(200, ours, { headers: HEADERS });
		const nginx = await startNginx(nginxProgram, await askFor(200, ours, { headers: HEADERS }));
		try {
			const bytes = await compareAnswers(ours, nginx.url);
			const seen = await inTurns(wrk, { url: ours, pid: server.pid }, nginx);
			const rate = (rounds) => median(rounds.map((round) => round.rate));
			const [a, b] = [rate(seen.ours), rate(seen.theirs)];
			const list = (rounds) => rounds.map((round) => thousands(round.rate)).join(", ");
			const details = (rounds) => {
				const cost = thousands(median(rounds.map((round) => round.microseconds)));
				return `rounds ${list(rounds)}; p99 ${rounds.map((round) => round.p99).join(", ")}; ${cost} µs of CPU each`;
			};
			const heads = `with heads ${thousands(bytes.ours)} and ${thousands(bytes.nginx)}`;
			const repeat = wrkArguments(`http://127.0.0.1:3000${PAGE}`, SECONDS).map((one) => (one.includes(" ") ? `'${one}'` : one));
			return [
				{
					what: `kept page ${PAGE}, requests a second, median of ${ROUNDS} rounds in turns`,
					figure: `${thousands(a)}/s, ${thousands(a / b, 2)} of nginx (${details(seen.ours)})`,
					goal: `≥ ${GOAL} of nginx`,
					met: a / b >= GOAL,
					reference: `nginx ${thousands(b)}/s (${details(seen.theirs)}); same body of ${thousands(bytes.body)} bytes, ${heads}`,
					command: `wrk ${repeat.join(" ")}`,
				},
			];
		} finally {
			await nginx.stop();
		}
	});
}
