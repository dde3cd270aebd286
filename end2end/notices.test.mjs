// Notices about dossiers over a real mail server that takes, refuses, stalls and drops: each arrives once, or is seen at the desk.
import { execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import assert from 'node:assert/strict';
import { completeDraft, expectStatus, submit } from './support/api.mjs';
import { startMailServer } from './support/mail_server.mjs';
import { binary, startServer, temporaryFolder } from './support/server.mjs';

const PASSWORD = 'con trâu đi trước cái cày';
const SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const NAME = 'Bùi Thị Mận';
/** No short message goes to a fixed line. */
const LANDLINE = '02183855555';
/** A stalled try takes up to 45 seconds, and the next one comes a minute after its beginning. */
const PATIENCE_MS = 180_000;

let mail;
let server;
const texts = join(temporaryFolder('motcua-sms'), 'sms');

before(async () => {
	mail = await startMailServer();
	const env = { MOTCUA_MAIL_URL: mail.url, MOTCUA_MAIL_FROM: 'Một Cửa <no-reply@example.vn>', MOTCUA_SMS_URL: `file://${texts}` };
	server = await startServer({ env });
});
after(async () => {
	await server?.stop();
	await mail?.stop();
});

async function filed(email, phone) {
	const draft = await completeDraft(server.url, { procedure: '1.003197' }, { applicant: { name: NAME, email, phone } });
	return expectStatus(await submit(server.url, draft), 201).code;
}

/** The code an authenticator app shows now (RFC 6238); the secret is twenty bytes of digits. */
function totp() {
	const counter = Buffer.alloc(8);
	counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
	const mac = createHmac('sha1', '12345678901234567890').update(counter).digest();
	return String((mac.readUInt32BE(mac[19] & 15) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}

/** Sends a form as somebody of the staff. */
function post(path, cookie, fields) {
	return fetch(new URL(path, server.url), {
		method: 'POST',
		redirect: 'manual',
		headers: { cookie, 'content-type': 'application/x-www-form-urlencoded' },
		body: new URLSearchParams(fields),
	});
}

function cookieOf(answer) {
	const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('__Host-motcua-staff='));
	assert.ok(cookie, `no cookie of the desk (${answer.status})`);
	return cookie.split(';')[0];
}

/** A receptionist who is signed in. */
async function receptionist(agency) {
	const args = ['staff', 'add', '--login', 'hoa.tran', '--name', 'Trần Thị Hoa', '--role', `${agency}:receptionist`];
	const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('MOTCUA_'));
	const env = { ...Object.fromEntries(inherited), MOTCUA_DATA_DIR: server.dataDir };
	execFileSync(binary(), [...args, '--password-stdin', '--totp-secret', SECRET], { env, input: PASSWORD, cwd: server.dataDir, stdio: 'pipe' });
	const entered = await post('/can-bo/dang-nhap', '', { login: 'hoa.tran', password: PASSWORD });
	return cookieOf(await post('/can-bo/xac-thuc', cookieOf(entered), { code: totp() }));
}

/** What was kept as short messages. */
function shortMessages() {
	try {
		return readdirSync(texts).map((name) => readFileSync(join(texts, name), 'utf8'));
	} catch {
		return [];
	}
}

test('every notice arrives once or is shown as failed', { timeout: PATIENCE_MS + 60_000 }, async () => {
	const people = [
		['taken@example.com', LANDLINE],
		['stalled@example.com', LANDLINE],
		['dropped@example.com', LANDLINE],
		['refused@example.com', LANDLINE],
		['refused.with.mobile@example.com', '0912345678'],
	];
	const codes = new Map();
	for (const [email, phone] of people) codes.set(email, await filed(email, phone));
	const cookie = await receptionist(codes.get('taken@example.com').split('-')[0]);
	for (const code of codes.values()) {
		const done = await post(`/can-bo/ho-so/${code}/viec/receive`, cookie, { version: '1' });
		assert.equal(done.status, 303, await done.text());
	}

	const arrive = ['taken@example.com', 'stalled@example.com', 'dropped@example.com'];
	const told = ['đã nộp, chờ tiếp nhận', 'đã được tiếp nhận'];
	const subjects = (email) => mail.mails.filter(({ to }) => to === email).map(({ subject }) => subject);
	const wanted = (email) => told.map((what) => `Hồ sơ ${codes.get(email)}: ${what}`);
	const arrived = () => arrive.every((email) => wanted(email).every((subject) => subjects(email).includes(subject)));
	for (const until = Date.now() + PATIENCE_MS; Date.now() < until && !arrived(); ) await pause(500);
	// Whoever would send twice has the time to do it.
	await pause(15_000);

	for (const email of arrive) assert.deepEqual(subjects(email).toSorted(), wanted(email).toSorted(), 'each once');
	assert.equal(mail.mails.length, told.length * arrive.length, 'and nobody else');
	assert.equal(new Set(mail.mails.map(({ id }) => id)).size, mail.mails.length);
	for (const { to, subject, text } of mail.mails) {
		assert.match(text, subject.endsWith(told[0]) ? /8 giờ làm việc/ : /Hẹn trả kết quả: .*\d\d\/\d\d\/\d{4}/);
		assert.ok(!text.includes(NAME) && !text.includes(to), 'nothing of the person');
	}
	assert.equal(mail.tries.get('stalled@example.com'), told.length + 1);
	assert.equal(mail.tries.get('dropped@example.com'), told.length + 1);
	assert.equal(mail.tries.get('refused@example.com'), told.length, 'a refusal is not tried again');
	const messages = shortMessages();
	assert.equal(messages.length, told.length, 'who has a mobile phone is told by it');
	for (const plain of ['da nop, cho tiep nhan', 'da duoc tiep nhan']) {
		const wanted = `To: 0912345678\n\nHo so ${codes.get('refused.with.mobile@example.com')}: ${plain}.`;
		assert.equal(messages.filter((text) => text.startsWith(wanted)).length, 1, messages.join('\n'));
	}

	const page = await fetch(new URL('/can-bo/thong-bao', server.url), { headers: { cookie } });
	const shown = await page.text();
	assert.ok(shown.includes(codes.get('refused@example.com')) && shown.includes('Nơi nhận từ chối'), shown);
	assert.ok(shown.includes('r•••@example.com') && !shown.includes('refused@example.com'));
	for (const email of [...arrive, 'refused.with.mobile@example.com']) {
		assert.ok(!shown.includes(codes.get(email)), `${email} was told`);
	}
	assert.ok(!server.log().includes('@example.com'), 'no address in the log');
});
