// Processor time of processes. Where the callers share the cores, it tells more than the clock.

import { readdirSync, readFileSync } from "node:fs";

/** Linux counts in hundredths of a second, whatever the kernel's own clock. */
const TICKS = 100;

/** The fields of /proc/PID/stat behind the name, which may hold blanks; null when the process is gone. */
function fields(pid) {
	try {
		return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^.*\) /s, "").split(" ");
	} catch {
		return null;
	}
}

/** Processor seconds that a process and its direct children have used so far. */
export function processorSeconds(pid) {
	let ticks = 0;
	for (const name of readdirSync("/proc").filter((entry) => /^\d+$/.test(entry))) {
		const stat = fields(name);
		if (stat && (Number(name) === pid || Number(stat[1]) === pid)) ticks += Number(stat[11]) + Number(stat[12]);
	}
	return ticks / TICKS;
}

/** Processor seconds of this process so far. */
export function ownSeconds() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e6;
}
