// Bytes of a first visit, measured as the size budgets measure them.

import { startServer } from "../support/server.mjs";
import { thousands } from "./table.mjs";
import { procedureCodes, publicPages, visit, visitFiling } from "./visit.mjs";

const FIRST_VISIT = 30_000;
const ISLANDS = 200_000;

function largest(visits, key) {
	return visits.reduce((most, one) => (one[key] > most[key] ? one : most));
}

export async function measure() {
	const server = await startServer();
	try {
		const pages = [];
		for (const path of publicPages(await procedureCodes(server.url))) pages.push(await visit(server.url, path));
		const filing = await visitFiling(server.url);
		const page = largest(pages, "body");
		const islands = largest(filing, "islands");
		const broken = [...pages, ...filing].filter(({ problems }) => problems.length > 0);
		const example = broken[0] && `${broken[0].path}: ${broken[0].problems[0]}`;
		const wrong = example ? `; ${broken.length} pages are broken, such as ${example}` : "";
		const command = "node end2end/sizes.mjs";
		return [
			{
				what: "first visit of a public page, the heaviest, bodies with brotli",
				figure: `${thousands(page.body)} bytes (with heads ${thousands(page.wire)}, ${page.requests} requests)${wrong}`,
				goal: `≤ ${thousands(FIRST_VISIT)} bytes`,
				met: page.body <= FIRST_VISIT && broken.length === 0,
				reference: `${decodeURI(page.path)}, of ${pages.length} pages`,
				command,
			},
			{
				what: "loader + JS + WASM of a filing page, brotli",
				figure: `${thousands(islands.islands)} bytes`,
				goal: `≤ ${thousands(ISLANDS)} bytes`,
				met: islands.islands > 0 && islands.islands <= ISLANDS,
				reference: islands.path,
				command,
			},
		];
	} finally {
		await server.stop();
	}
}
