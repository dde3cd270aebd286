// One evaluation of a large form by the rules themselves, native.

import { execFileSync } from "node:child_process";
import { thousands } from "./table.mjs";

const GOAL_US = 1_000;
const COMMAND = ["cargo", "run", "--quiet", "--release", "--locked", "-p", "domain", "--example", "evaluate_form"];

export async function measure({ root }) {
	const output = execFileSync(".make/with-target.sh", COMMAND, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
	const { questions, median_us: median, p99_us: p99 } = JSON.parse(output.trim().split("\n").at(-1));
	return [
		{
			what: `evaluation of a form of ${questions} questions, native`,
			figure: `median ${thousands(median)} µs, p99 ${thousands(p99)} µs`,
			goal: `≤ ${thousands(GOAL_US)} µs`,
			met: median <= GOAL_US,
			reference: "every other question depends on an earlier one",
			command: COMMAND.filter((word) => word !== "--quiet").join(" "),
		},
	];
}
