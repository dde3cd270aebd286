// nginx that serves exactly one answer from a file: the same bytes under the same headers as the portal sends them.

import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { join } from "node:path";

import { answers, end, freePort, launch, removeFolder, temporaryFolder } from "../support/server.mjs";

/** nginx writes these itself, or they belong to one connection. */
const ITS_OWN = new Set(["connection", "content-length", "content-type", "date", "etag", "keep-alive", "transfer-encoding"]);
const READY_MS = 10_000;

/** Full path of an installed program, or null. Debian keeps nginx outside an ordinary user's PATH. */
export function installed(program) {
	const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"].filter(Boolean);
	return folders.map((folder) => join(folder, program)).find(existsSync) ?? null;
}

function quoted(text) {
	if (/["\\$\r\n]/.test(text)) throw new Error(`not fit for a configuration of nginx: ${text}`);
	return `"${text}"`;
}

function headerLines(rawHeaders) {
	const lines = [];
	for (let at = 0; at < rawHeaders.length; at += 2) {
		const [name, value] = [rawHeaders[at], rawHeaders[at + 1]];
		if (!ITS_OWN.has(name.toLowerCase())) lines.push(`add_header ${name} ${quoted(value)};`);
	}
	return lines;
}

function configuration({ folder, port, answer }) {
	// Started by root, the workers would change to a user who may not read this folder.
	const user = userInfo().uid === 0 ? `user ${userInfo().username};` : "";
	const temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
	return `${user}
daemon off;
worker_processes 2;
pid ${folder}/nginx.pid;
error_log stderr error;
events { worker_connections 1024; }
http {
	access_log off;
	${temporary.map((name) => `${name}_temp_path ${folder}/${name};`).join("\n\t")}
	sendfile on;
	tcp_nopush on;
	tcp_nodelay on;
	keepalive_timeout 65;
	keepalive_requests 1000000000;
	open_file_cache max=16 inactive=1h;
	open_file_cache_valid 1h;
	types {}
	default_type ${quoted(answer.headers["content-type"] ?? "text/html")};
	server {
		listen 127.0.0.1:${port} reuseport;
		root ${folder}/html;
		location = /page {
			${headerLines(answer.rawHeaders).join("\n\t\t\t")}
		}
		location = /ready { return 200; }
	}
}
`;
}

/** Starts nginx with `answer` (of `ask`) as its one page. Gives back { url, pid, stop() }; pid is the master's. */
export async function startNginx(program, answer) {
	const folder = temporaryFolder("motcua-nginx");
	mkdirSync(join(folder, "html"));
	writeFileSync(join(folder, "html", "page"), answer.body);
	const port = await freePort();
	const config = configuration({ folder, port, answer });
	writeFileSync(join(folder, "nginx.conf"), config);
	const parameters = ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"];
	// Killed, the master would leave its workers behind.
	const running = launch(program, parameters, { cwd: folder }, "SIGTERM");
	const stop = async () => {
		// QUIT and TERM reach the workers through the master, whose pid this is.
		await end(running, "SIGTERM", 10_000);
		removeFolder(folder);
	};
	if (!(await answers(`http://127.0.0.1:${port}/ready`, running.ended, READY_MS))) {
		await stop();
		throw new Error(`nginx did not start: ${running.said.stderr}`);
	}
	return { url: `http://127.0.0.1:${port}/page`, pid: running.child.pid, stop };
}
