// The calls of the API that a journey needs. Every answer comes back as { status, headers, text, body }; `body` is the
// JSON, or null. `draft` is what beginDraft gave: { id, token, submission_key }.

const PATIENCE_MS = 60_000;

/** One call; `json` is sent as JSON, `body` as it is. */
export async function call(url, method, path, { token, json, body, headers = {} } = {}) {
	const sent = { ...headers };
	if (token) sent.authorization = `Bearer ${token}`;
	if (json !== undefined) sent["content-type"] = "application/json";
	const response = await fetch(new URL(path, url), {
		method,
		headers: sent,
		body: json !== undefined ? JSON.stringify(json) : body,
		redirect: "manual",
		signal: AbortSignal.timeout(PATIENCE_MS),
	});
	const text = await response.text();
	return { status: response.status, headers: response.headers, text, body: parsed(text) };
}

function parsed(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}

function draftPath(draft, rest = "") {
	return `/api/v1/drafts/${draft.id}${rest}`;
}

/** `begin`: { procedure, case?, agency? } */
export function beginDraft(url, begin = { procedure: "1.003197" }) {
	return call(url, "POST", "/api/v1/drafts", { json: begin });
}

export function showDraft(url, draft) {
	return call(url, "GET", draftPath(draft), { token: draft.token });
}

/** `change`: { answers?, case?, agency? }, based on `version`. */
export function patchDraft(url, draft, change, version = draft.version ?? 1) {
	return call(url, "PATCH", draftPath(draft), {
		token: draft.token,
		json: change,
		headers: { "if-match": `"${version}"` },
	});
}

/** `bytes`: Buffer or text; `component`: `group.row` of the published table, or `other`. */
export function upload(url, draft, { component = "other", name = "tep.pdf", bytes, type = "application/pdf" }) {
	const form = new FormData();
	form.append("component", component); // before the file: the server wants to know where to put it
	form.append("file", new Blob([bytes], { type }), name);
	return call(url, "POST", draftPath(draft, "/files"), { token: draft.token, body: form });
}

export function submit(url, draft, key = draft.submission_key) {
	return call(url, "POST", draftPath(draft, "/submission"), {
		token: draft.token,
		headers: { "idempotency-key": key },
	});
}

export function lookup(url, { code, pin }) {
	return call(url, "POST", "/api/v1/dossiers/lookup", { json: { code, pin } });
}

/** The answer's body, or an error that shows what came instead. */
export function expectStatus(answer, status) {
	if (answer.status !== status) throw new Error(`expected ${status}, got ${answer.status}: ${answer.text}`);
	return answer.body;
}

/** A draft with everything that is needed to file it. */
export async function completeDraft(url, begin, answers = { applicant: { name: "Bùi Thị Mận", phone: "0912345678" } }) {
	const draft = expectStatus(await beginDraft(url, begin), 201);
	const { version } = expectStatus(await patchDraft(url, draft, { answers }), 200);
	return { ...draft, version };
}
