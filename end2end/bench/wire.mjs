// Requests as they go over the wire: nothing is decompressed, and every byte counts.

import { Agent, request } from "node:http";
import { brotliDecompressSync, gunzipSync } from "node:zlib";

const PATIENCE_MS = 30_000;
/** No answer of the portal comes near this. */
const MAX_BODY = 64 * 1024 * 1024;

/** A connection that is kept open, for `sockets` requests at a time. */
export function keepAlive(sockets = 1) {
	return new Agent({ keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets, scheduling: "lifo" });
}

/**
 * One request. Gives back status, headers, the body as it came, and how long it took from asking to the last byte.
 * Without an agent it has a connection of its own, and `wireBytes` counts the whole answer with its head.
 */
export function ask(url, { method = "GET", headers = {}, body, agent = false } = {}) {
	return new Promise((answered, failed) => {
		const began = performance.now();
		const asked = request(url, { method, headers, agent, timeout: PATIENCE_MS }, (response) => {
			const pieces = [];
			let size = 0;
			response.on("data", (piece) => {
				pieces.push(piece);
				size += piece.length;
				if (size > MAX_BODY) asked.destroy(new Error(`the answer is larger than ${MAX_BODY} bytes`));
			});
			response.once("error", failed);
			response.once("end", () => {
				answered({
					ms: performance.now() - began,
					status: response.statusCode,
					headers: response.headers,
					rawHeaders: response.rawHeaders,
					body: Buffer.concat(pieces),
					wireBytes: response.socket?.bytesRead ?? 0,
				});
			});
		});
		asked.once("timeout", () => asked.destroy(new Error(`no answer within ${PATIENCE_MS / 1000} s`)));
		asked.once("error", (error) => failed(new Error(`${method} ${url}: ${error.message}`)));
		asked.end(body);
	});
}

/** Like `ask`, but an answer with another status is an error. */
export async function askFor(status, url, options) {
	const answer = await ask(url, options);
	if (answer.status === status) return answer;
	const shown = plainText(answer).slice(0, 300);
	throw new Error(`${options?.method ?? "GET"} ${url}: ${answer.status} instead of ${status}: ${shown}`);
}

/** The body as text, whatever it was compressed with. */
export function plainText({ headers, body }) {
	const encoding = headers["content-encoding"];
	if (encoding === "br") return brotliDecompressSync(body).toString();
	if (encoding === "gzip") return gunzipSync(body).toString();
	return body.toString();
}

/** Does `job(0)` to `job(count - 1)`, at most `width` at a time, and gives back the results in their order. */
export async function together(count, width, job) {
	const results = new Array(count);
	let next = 0;
	const worker = async () => {
		while (next < count) {
			const at = next;
			next += 1;
			results[at] = await job(at);
		}
	};
	await Promise.all(Array.from({ length: Math.min(width, count) }, worker));
	return results;
}
