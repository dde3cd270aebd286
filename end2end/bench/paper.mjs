// Official papers as PDF by the typesetter itself, native, with the server's allocator.

import { execFileSync } from "node:child_process";
import { thousands } from "./table.mjs";

const GOAL_MS = 100;
const COMMAND = ["cargo", "run", "--quiet", "--release", "--locked", "-p", "documents", "--example", "print_papers"];

export async function measure({ root }) {
	const output = execFileSync(".make/with-target.sh", COMMAND, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
	const { bytes, first_ms, median_ms, p99_ms, register_ms, rss_kb } = JSON.parse(output.trim().split("\n").at(-1));
	const command = COMMAND.filter((word) => word !== "--quiet").join(" ");
	const megabytes = (kilobytes) => `${thousands(kilobytes / 1_024)} MiB`;
	return [
		{
			what: "form 01 as PDF, native",
			figure: `median ${thousands(median_ms, 1)} ms, p99 ${thousands(p99_ms, 1)} ms`,
			goal: `≤ ${thousands(GOAL_MS)} ms`,
			met: median_ms <= GOAL_MS,
			reference: `${thousands(bytes)} bytes; the first of a process takes ${thousands(first_ms, 1)} ms`,
			command,
		},
		{
			what: "register of 1,000 rows as PDF, native",
			figure: `${thousands(register_ms / 1_000, 1)} s`,
			reference: "set alone, beside the async threads",
			command,
		},
		{
			what: "memory of the typesetter",
			figure: `${megabytes(rss_kb.first - rss_kb.before)} after the first paper, ${megabytes(rss_kb.many - rss_kb.before)} after 200 more`,
			reference: `${megabytes(rss_kb.register - rss_kb.before)} after a register of 1,000 rows, ${megabytes(rss_kb.registers - rss_kb.before)} after five more`,
			command,
		},
	];
}
