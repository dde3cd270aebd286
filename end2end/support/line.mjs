// A line between browser and portal that can be cut at a chosen moment: the request still arrives, its answer does not.
import { connect, createServer } from 'node:net';

/**
 * Starts a line on a free port of 127.0.0.1; `lead(port)` says where it leads. After `cut(start)`, the answer to every
 * request that begins with `start`, such as `POST /x`, is thrown away with its connection, until `mend()`.
 */
export async function startLine() {
	let target;
	let wanted = null;
	let cuts = 0;
	const sockets = new Set();
	const server = createServer((near) => {
		const far = connect(target, '127.0.0.1');
		let doomed = false;
		const both = [near, far];
		for (const socket of both) {
			sockets.add(socket);
			socket.setNoDelay(true);
			socket.on('error', () => {});
			socket.on('close', () => {
				sockets.delete(socket);
				for (const other of both) other.destroy();
			});
		}
		near.on('data', (bytes) => {
			if (wanted !== null && bytes.toString('latin1').startsWith(wanted)) doomed = true;
			far.write(bytes);
		});
		far.on('data', (bytes) => {
			if (!doomed) return void near.write(bytes);
			// The portal has answered, so it has done its work.
			cuts += 1;
			for (const socket of both) socket.destroy();
		});
	});
	await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
	return {
		url: `http://127.0.0.1:${server.address().port}`,
		lead(port) {
			target = port;
		},
		cut(start) {
			wanted = start;
		},
		mend() {
			wanted = null;
		},
		/** How many answers were thrown away. */
		cuts: () => cuts,
		async stop() {
			for (const socket of sockets) socket.destroy();
			await new Promise((closed) => server.close(closed));
		},
	};
}
