// Acknowledged is durable: the process is killed in the middle of a storm of submissions, again and again. Nothing that was
// acknowledged is lost, nothing is doubled, no number is skipped.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startServer } from './support/server.mjs';

const ROUNDS = 50;
const DRAFTS = 40;

async function call(server, method, path, { token, headers, body } = {}) {
	const answer = await fetch(server.url + path, {
		method,
		headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body ? { 'content-type': 'application/json' } : {}), ...headers },
		body: body ? JSON.stringify(body) : undefined,
		signal: AbortSignal.timeout(10_000),
	});
	return { status: answer.status, body: await answer.json() };
}

async function readyDraft(server) {
	const begun = await call(server, 'POST', '/api/v1/drafts', { body: { procedure: '1.003197' } });
	assert.equal(begun.status, 201);
	const { id, token, submission_key: key } = begun.body;
	const answers = { applicant: { name: 'Bùi Thị Mận', phone: '0912345678' } };
	const patched = await call(server, 'PATCH', `/api/v1/drafts/${id}`, { token, headers: { 'if-match': '1' }, body: { answers } });
	assert.equal(patched.status, 200);
	return { id, token, key };
}

const submit = (server, draft) => call(server, 'POST', `/api/v1/drafts/${draft.id}/submission`, { token: draft.token, headers: { 'idempotency-key': draft.key } });

test(`killed ${ROUNDS} times in a storm of submissions`, { timeout: 900_000 }, async () => {
	const dataDir = mkdtempSync(join(tmpdir(), 'motcua-durability-'));
	const codes = new Map();
	let acknowledged = 0;
	let unanswered = 0;
	try {
		for (let round = 0; round < ROUNDS; round += 1) {
			let server = await startServer({ dataDir });
			const drafts = await Promise.all(Array.from({ length: DRAFTS }, () => readyDraft(server)));
			const receipts = new Map();
			// Killed at another moment each round: while the first are being written, or when many are through.
			const until = 1 + (round * 7) % DRAFTS;
			let killed;
			const storm = drafts.map(async (draft) => {
				try {
					const answer = await submit(server, draft);
					if (answer.status === 201 || answer.status === 200) receipts.set(draft.id, answer.body);
				} catch {
					// The connection died with the process: the person has seen nothing.
				}
				if (receipts.size >= until) killed ??= server.kill();
			});
			await Promise.all(storm);
			await (killed ??= server.kill());
			acknowledged += receipts.size;
			unanswered += DRAFTS - receipts.size;

			server = await startServer({ dataDir });
			for (const draft of drafts) {
				const again = await submit(server, draft);
				const known = receipts.get(draft.id);
				if (known) {
					assert.equal(again.status, 200, 'an acknowledged dossier is there');
					assert.deepEqual(again.body, known, 'with the same receipt');
				} else assert.ok([200, 201].includes(again.status), `${again.status}: ${JSON.stringify(again.body)}`);
				assert.ok(!codes.has(again.body.code), `${again.body.code} was given out twice`);
				codes.set(again.body.code, draft.id);
			}
			await server.kill();
		}
		assert.equal(codes.size, ROUNDS * DRAFTS);
		const days = new Map();
		for (const code of codes.keys()) {
			const [, day, number] = code.match(/^(.+)-(\d+)$/);
			days.set(day, [...(days.get(day) ?? []), Number(number)]);
		}
		for (const [day, numbers] of days) {
			numbers.sort((a, b) => a - b);
			assert.deepEqual(numbers, numbers.map((_, at) => at + 1), `no gaps on ${day}`);
		}
		assert.ok(acknowledged > 0 && unanswered > 0, `the kills came in the middle: ${acknowledged} acknowledged, ${unanswered} not`);
	} finally {
		rmSync(dataDir, { recursive: true, force: true });
	}
});
