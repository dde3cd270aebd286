// Checks a published month in the reader's own browser: the rules are the portal's, compiled to WASM. Without this script the page
// names the command that does the same.
const box = document.querySelector("[data-check]");
const result = box?.querySelector(".check-result");
let rules;

/** The rules, loaded when they are first needed. */
async function loaded() {
	rules ??= import(box.dataset.rules).then(async (module) => {
		await module.default({ module_or_path: box.dataset.wasm });
		return module;
	});
	try {
		return await rules;
	} catch (error) {
		rules = undefined; // the next try loads anew
		throw error;
	}
}

function element(name, text, attributes = {}) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...[text].flat());
	return made;
}

const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

/** As the notices of the pages are built. */
const notice = (kind, content) => element("div", element("div", content, { class: "notice-body" }), { class: `notice notice-${kind}` });

function table(words, findings) {
	const [figure, agency, published, reckoned, verdict] = words.headings;
	const rows = findings.map((one) => {
		const cell = (label, text) => element("td", text, { "data-label": label });
		const tag = element("span", one.agrees ? words.agrees : words.differs, { class: one.agrees ? "tag tag-done" : "tag tag-error" });
		return element("tr", [
			element("th", words.figures[one.name] ?? one.name, { scope: "row", "data-label": figure }),
			cell(agency, one.agency === "" ? words.whole : (words.agencies[one.agency] ?? one.agency)),
			cell(published, one.published),
			cell(reckoned, one.reckoned),
			cell(verdict, tag),
		]);
	});
	const heads = words.headings.map((text) => element("th", text, { scope: "col" }));
	return element("table", [element("thead", element("tr", heads)), element("tbody", rows)], { class: "rows" });
}

function show(words, found) {
	const wrong = found.findings.filter((one) => !one.agrees);
	const parts = [];
	if (found.period) parts.push(element("p", filled(words.of_file, found), { class: "quiet" }));
	if (found.is_good) {
		const sentence = filled(words.good, { n: found.findings.length, lines: found.lines });
		parts.push(notice("done", element("p", sentence)));
	}
	if (found.faults.length > 0) {
		const list = element("ul", found.faults.map((fault) => element("li", fault, { lang: "en" })));
		parts.push(notice("error", [element("p", words.broken), list]));
	}
	if (wrong.length > 0) {
		const sentence = filled(words.bad, { wrong: wrong.length, n: found.findings.length });
		parts.push(notice("error", element("p", sentence)));
		parts.push(element("h3", words.caption_wrong), table(words, wrong));
	}
	const all = element("details", [element("summary", words.every), table(words, found.findings)]);
	result.replaceChildren(...parts, ...(found.findings.length > 0 ? [all] : []));
}

async function check(read) {
	const words = JSON.parse(box.dataset.words);
	result.replaceChildren(element("p", words.working));
	try {
		const [text, module] = await Promise.all([read(), loaded()]);
		show(words, JSON.parse(module.check(text, box.dataset.key)));
	} catch {
		result.replaceChildren(notice("error", element("p", words.failed)));
	}
}

async function published() {
	const answer = await fetch(box.dataset.check);
	if (!answer.ok) throw new Error(`${answer.status}`);
	return answer.text();
}

if (box && "WebAssembly" in window) {
	box.hidden = false;
	box.querySelector("button").addEventListener("click", () => check(published));
	box.querySelector("input").addEventListener("change", (event) => {
		const [file] = event.target.files;
		if (file) check(() => file.text());
	});
}
