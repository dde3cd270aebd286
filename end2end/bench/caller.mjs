// A caller that costs little: ready-made requests on plain sockets. node:http takes a quarter of a millisecond for a
// request; on two cores that would be the caller's speed and not the server's.

import { connect } from "node:net";

const PATIENCE_MS = 60_000;
const HEAD_END = Buffer.from("\r\n\r\n");

/** One request as bytes. */
export function requestBytes(method, path, headers = {}, body = "") {
	const lines = { host: "127.0.0.1", "content-length": Buffer.byteLength(body), ...headers };
	const head = Object.entries(lines).map(([name, value]) => `${name}: ${value}`);
	return Buffer.from(`${method} ${path} HTTP/1.1\r\n${head.join("\r\n")}\r\n\r\n${body}`);
}

/** A whole answer at the start of `bytes`, or null while it is not there yet. */
function parse(bytes) {
	const end = bytes.indexOf(HEAD_END);
	if (end < 0) return null;
	const head = bytes.toString("latin1", 0, end);
	const length = /^content-length: *(\d+)/im.exec(head);
	if (!length) throw new Error(`an answer without a length: ${head}`);
	const whole = end + HEAD_END.length + Number(length[1]);
	if (bytes.length < whole) return null;
	return { status: Number(head.slice(9, 12)), body: bytes.subarray(end + HEAD_END.length, whole), whole };
}

/** One connection: `next` gives the next request, or null at the end; `done` gets each answer. */
function connection(port, next, done) {
	return new Promise((finished, failed) => {
		const socket = connect({ port, host: "127.0.0.1", noDelay: true });
		let waiting = Buffer.alloc(0);
		let began = 0;
		let current = null;
		const fail = (error) => {
			socket.destroy();
			failed(error);
		};
		const send = () => {
			current = next();
			if (current === null) {
				socket.destroy();
				finished();
				return;
			}
			began = performance.now();
			socket.write(current.bytes);
		};
		socket.setTimeout(PATIENCE_MS, () => fail(new Error(`no answer within ${PATIENCE_MS / 1_000} s`)));
		socket.once("error", fail);
		socket.once("connect", send);
		socket.once("close", () => current !== null && failed(new Error("the server closed the connection")));
		socket.on("data", (piece) => {
			try {
				waiting = waiting.length > 0 ? Buffer.concat([waiting, piece]) : piece;
				const answer = parse(waiting);
				if (!answer) return;
				waiting = waiting.subarray(answer.whole);
				done(current.at, { status: answer.status, body: answer.body, ms: performance.now() - began });
				send();
			} catch (error) {
				fail(error);
			}
		});
	});
}

/** Sends all requests over `width` connections that stay open; gives back the answers in the order of the requests. */
export async function callAll(port, requests, width) {
	const answers = new Array(requests.length);
	let at = 0;
	const next = () => {
		if (at >= requests.length) return null;
		const one = { at, bytes: requests[at] };
		at += 1;
		return one;
	};
	const done = (index, answer) => {
		answers[index] = answer;
	};
	await Promise.all(Array.from({ length: width }, () => connection(port, next, done)));
	return answers;
}

/** The bodies as JSON; an answer with another status is an error. */
export function bodies(answers, status) {
	return answers.map((answer) => {
		if (answer.status === status) return JSON.parse(answer.body.toString());
		throw new Error(`${answer.status} instead of ${status}: ${answer.body.toString().slice(0, 300)}`);
	});
}
