// Numbers and tables for people.

/** 12345.6 → "12,345.6" */
export function thousands(number, digits = 0) {
	return number.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function milliseconds(ms) {
	return `${thousands(ms, ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}

/** The kernel counts memory in KiB; here a megabyte is a million bytes, as in the goals. */
export function megabytes(kibibytes) {
	return `${thousands((kibibytes * 1024) / 1e6, 1)} MB`;
}

/** The value below which the share lies, by exact sort (nearest rank). */
export function percentile(values, share) {
	if (values.length === 0) throw new Error("nothing was measured");
	const sorted = Float64Array.from(values).sort();
	return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}

/** The middle value; between the two middle ones of an even number. */
export function median(values) {
	const sorted = Float64Array.from(values).sort();
	const middle = sorted.length / 2;
	return sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Columns one under another, as Markdown; those in `right` have their ends aligned. */
export function table(head, rows, right = []) {
	const width = (at) => Math.max(3, ...[head, ...rows].map((row) => [...row[at]].length));
	const widths = head.map((_, at) => width(at));
	const fill = (text, at) => {
		const blanks = " ".repeat(widths[at] - [...text].length);
		return right.includes(at) ? blanks + text : text + blanks;
	};
	const line = (row) => `| ${row.map(fill).join(" | ")} |`;
	const rule = widths.map((size, at) => "-".repeat(size - 1) + (right.includes(at) ? ":" : "-"));
	return [line(head), line(rule), ...rows.map(line)].join("\n");
}
