// What a browser fetches when it comes for the first time: the page, and what its HTML and CSS refer to.

import { ask, askFor, plainText } from "./wire.mjs";

const BROWSER = { "accept-encoding": "br" };
/** Links of the head that a browser fetches without being asked; it does not fetch alternates, searches or canonicals. */
const FETCHED_LINKS = new Set(["stylesheet", "icon", "manifest", "preload", "modulepreload", "apple-touch-icon"]);
/** Without an electronic form: every step opens with the few answers given below. */
const PROCEDURE = "1.003197";
/** With one. */
const FORM = { procedure: "1.001193", page: "start" };
const AGENCY = "H28.01";
/** More references than this on one page is a mistake of the page or of this script. */
const MAX_REFERENCES = 50;

/** Elements of that name with their attributes. Good enough for HTML that we render ourselves. */
export function elements(html, name) {
	const found = html.matchAll(new RegExp(`<${name}(\\s[^>]*?)?/?>`, "g"));
	return [...found].map(([, attributes = ""]) => {
		const pairs = attributes.matchAll(/([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g);
		return Object.fromEntries([...pairs].map(([, key, a, b, c]) => [key, (a ?? b ?? c ?? "").replaceAll("&amp;", "&")]));
	});
}

/** Addresses that the HTML makes a browser fetch at once. */
function references(html) {
	const links = elements(html, "link").filter(({ rel = "" }) => rel.split(" ").some((one) => FETCHED_LINKS.has(one)));
	const scripts = elements(html, "script").filter(({ src }) => src);
	const images = elements(html, "img").filter(({ src }) => src);
	return [...links.map(({ href }) => href), ...scripts.map(({ src }) => src), ...images.map(({ src }) => src)];
}

/** Addresses in a style sheet: fonts, images, further sheets. What is written into the sheet itself costs no request. */
function referencesOfSheet(css) {
	const found = css.matchAll(/url\(\s*["']?([^"')]+)["']?\s*\)|@import\s+["']([^"']+)["']/g);
	return [...found].map(([, a, b]) => a ?? b).filter((address) => !/^(data:|#)/.test(address));
}

/** Static imports of a module. */
function referencesOfModule(js) {
	const found = js.matchAll(/(?:^|[\s;}])(?:import|from)\s*["'](\.{0,2}\/[^"']+)["']/g);
	return [...found].map(([, address]) => address);
}

/** The loader's script element, when the page has islands that JS can wake. */
function loaderOf(html) {
	return elements(html, "script").find((script) => "data-wasm" in script);
}

/** Whether the loader would fetch JS and WASM without anybody touching anything: the rule of public/islands.js. */
function wakesAtOnce(html, loader) {
	const components = elements(html, "leptos-island").map((island) => island["data-component"] ?? "");
	const searchOnly = components.every((name) => name.startsWith("SearchSuggest_"));
	const focused = ["input", "textarea", "select"].some((name) => elements(html, name).some((one) => "autofocus" in one));
	return (loader["data-when"] || (searchOnly ? "interaction" : "now")) === "now" || focused;
}

async function fetchPart(address, headers) {
	const answer = await ask(address, { headers: { ...BROWSER, ...headers } });
	return { address: address.pathname + address.search, answer, body: answer.body.length, wire: answer.wireBytes };
}

/** Fetches everything that is reached from `addresses`, each once. What is referred to but not there is a problem. */
async function fetchAll(addresses, base, problems) {
	const parts = new Map();
	const waiting = addresses.map((address) => new URL(address, base));
	while (waiting.length > 0) {
		const address = waiting.shift();
		if (parts.has(address.href)) continue;
		if (address.origin !== new URL(base).origin) throw new Error(`${base} refers to another host: ${address.href}`);
		if (parts.size >= MAX_REFERENCES) throw new Error(`${base} refers to more than ${MAX_REFERENCES} files`);
		const part = await fetchPart(address);
		parts.set(address.href, part);
		if (part.answer.status !== 200) problems.push(`${part.address}: ${part.answer.status}`);
		const type = part.answer.headers["content-type"] ?? "";
		if (type.startsWith("text/css")) {
			for (const next of referencesOfSheet(plainText(part.answer))) waiting.push(new URL(next, address));
		} else if (/^(text|application)\/javascript/.test(type)) {
			for (const next of referencesOfModule(plainText(part.answer))) waiting.push(new URL(next, address));
		}
	}
	return [...parts.values()];
}

function sum(parts, key) {
	return parts.reduce((total, part) => total + part[key], 0);
}

/** JS, WASM and the loader itself: what the islands of a page cost. */
function islandParts(loader, base, problems) {
	return fetchAll([loader.src, loader["data-js"], loader["data-wasm"]], base, problems);
}

/** A first visit: bodies and whole answers in bytes, what JS and WASM weigh, and what was wrong. */
export async function visit(url, path, { headers = {} } = {}) {
	const address = new URL(path, url);
	const page = await fetchPart(address, headers);
	const html = plainText(page.answer);
	const problems = [];
	if (page.answer.status !== 200) problems.push(`status ${page.answer.status}`);
	if (page.answer.headers["content-encoding"] !== "br" && !headers.cookie) problems.push("the page came without brotli");
	const loader = loaderOf(html);
	const hasIsland = html.includes("<leptos-island");
	if (!hasIsland && /wasm|\/pkg\/[^"']*\.js/i.test(html)) problems.push("no island, but the page refers to WASM or its script");
	if (hasIsland && !loader) problems.push("an island without the loader");
	const woken = hasIsland && loader !== undefined && wakesAtOnce(html, loader);
	const islands = hasIsland && loader !== undefined ? await islandParts(loader, address, problems) : [];
	const first = [page, ...(await fetchAll(references(html), address, problems))];
	const known = new Set(first.map((part) => part.address));
	if (woken) first.push(...islands.filter((part) => !known.has(part.address)));
	return {
		path,
		body: sum(first, "body"),
		wire: sum(first, "wire"),
		requests: first.length,
		html: page.body,
		hasIsland,
		woken,
		islands: sum(islands, "body"),
		parts: first.map(({ address: name, body, wire }) => ({ address: name, body, wire })),
		problems: [...new Set(problems)],
	};
}

/** The public pages in both languages; `codes`: the procedures whose pages are looked at. */
export function publicPages(codes) {
	const search = `/thu-tuc?q=${encodeURIComponent("đăng ký khai sinh")}`;
	const paths = ["/", "/thu-tuc", search, ...codes.map((code) => `/thu-tuc/${code}`), "/tra-cuu", "/api"];
	return [...paths, ...paths.map((path) => (path === "/" ? "/en" : `/en${path}`))];
}

/** Codes of the published procedures, in the order of the list. */
export async function procedureCodes(url, most = 100) {
	const codes = [];
	for (let after = ""; codes.length < most && after !== null; ) {
		const query = new URLSearchParams({ limit: "100", after });
		const { items, next } = JSON.parse((await askFor(200, new URL(`/api/v1/procedures?${query}`, url))).body);
		codes.push(...items.map(({ code }) => code));
		after = items.length > 0 ? next : null;
	}
	return codes.slice(0, most);
}

/** `count` of them, evenly spread over the list. */
export function spread(all, count) {
	if (all.length <= count) return all;
	return Array.from({ length: count }, (_, at) => all[Math.floor((at * all.length) / count)]);
}

/** Sends a form as a browser without JavaScript does; the answer leads on. */
function sendForm(url, path, fields, cookie) {
	const headers = { "content-type": "application/x-www-form-urlencoded", ...(cookie && { cookie }) };
	return askFor(303, new URL(path, url), { method: "POST", headers, body: new URLSearchParams(fields).toString() });
}

/** A draft of a browser, answered so far that every step opens. Gives back the browser's cookie. */
async function beginFiling(url, start) {
	const begun = await sendForm(url, start, { agency: AGENCY, case: "" });
	const cookie = begun.headers["set-cookie"]?.[0]?.split(";")[0];
	if (!cookie) throw new Error("beginning a draft set no cookie");
	const page = plainText(await askFor(200, new URL(`${start}/nguoi-nop`, url), { headers: { cookie } }));
	const version = elements(page, "input").find(({ name }) => name === "version")?.value ?? "";
	const answers = { acting_for: "oneself", "applicant.name": "Bùi Thị Mận", "applicant.phone": "0912345678" };
	await sendForm(url, `${start}/nguoi-nop`, { version, ...answers, delivery: "counter" }, cookie);
	return cookie;
}

/** The filing pages, as a browser sees them that has begun a draft. */
export async function visitFiling(url) {
	const start = `/nop-ho-so/${PROCEDURE}`;
	const cookie = await beginFiling(url, start);
	const form = `/nop-ho-so/${FORM.procedure}`;
	const ofForm = await beginFiling(url, form);
	const visits = [];
	for (const prefix of ["", "/en"])
		visits.push(await visit(url, `${prefix}${form}/to-khai/${FORM.page}`, { headers: { cookie: ofForm } }));
	for (const prefix of ["", "/en"])
		for (const step of ["", "/nguoi-nop", "/giay-to", "/kiem-tra"])
			visits.push(await visit(url, `${prefix}${start}${step}`, { headers: { cookie } }));
	return visits;
}

/** A built file under /pkg: what is wrong with how it is served. */
export async function checkPackaged(url, name) {
	const answer = await ask(new URL(`/pkg/${name}`, url), { headers: BROWSER });
	const problems = [];
	const header = (key) => answer.headers[key] ?? "";
	if (answer.status !== 200) problems.push(`status ${answer.status}`);
	if (header("content-encoding") !== "br") problems.push("not precompressed with brotli");
	if (!header("cache-control").includes("immutable")) problems.push(`cache-control: ${header("cache-control") || "none"}`);
	return { path: `/pkg/${name}`, body: answer.body.length, wire: answer.wireBytes, problems };
}
