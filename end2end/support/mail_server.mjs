// A mail server on loopback that takes, refuses, stalls and drops, by the name of the receiver:
// `refused…` is refused for good; `stalled…` and `dropped…` have no luck with the first try; everybody else gets their mail.
import { SMTPServer } from 'smtp-server';

/** Starts it. Gives back { url, mails, tries, stop() }; `mails` holds { to, id, subject, text } of what it took. */
export async function startMailServer() {
	const mails = [];
	/** How often each receiver was tried. */
	const tries = new Map();
	const server = new SMTPServer({
		authOptional: true,
		disabledCommands: ['STARTTLS', 'AUTH'],
		disableReverseLookup: true,
		logger: false,
		onRcptTo({ address }, session, done) {
			tries.set(address, (tries.get(address) ?? 0) + 1);
			session.isFirst = tries.get(address) === 1;
			if (address.startsWith('refused')) return done(Object.assign(new Error('No such user'), { responseCode: 550 }));
			done();
		},
		onData(stream, session, done) {
			const [{ address }] = session.envelope.rcptTo;
			const first = session.isFirst;
			const chunks = [];
			stream.on('data', (chunk) => chunks.push(chunk));
			stream.on('end', () => {
				// Nobody answers: the portal has to lose patience by itself.
				if (first && address.startsWith('stalled')) return;
				if (first && address.startsWith('dropped')) {
					for (const connection of server.connections) {
						if (connection.session.id === session.id) connection._socket.destroy();
					}
					return;
				}
				mails.push({ to: address, ...opened(Buffer.concat(chunks).toString('utf8')) });
				done();
			});
		},
	});
	server.on('error', () => {});
	await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
	const { port } = server.server.address();
	return {
		url: `smtp://127.0.0.1:${port}`,
		mails,
		tries,
		stop: () => new Promise((stopped) => server.close(stopped)),
	};
}

/** Message-ID, subject and text of a message of plain text. */
function opened(message) {
	const [head, ...rest] = message.split('\r\n\r\n');
	const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
	const field = (name) => lines.find((line) => line.toLowerCase().startsWith(`${name}:`))?.slice(name.length + 1).trim() ?? '';
	const body = rest.join('\r\n\r\n');
	const coding = field('content-transfer-encoding').toLowerCase();
	let text = body;
	if (coding === 'base64') text = Buffer.from(body, 'base64').toString('utf8');
	if (coding === 'quoted-printable') text = quoted(body.replaceAll('=\r\n', ''));
	return { id: field('message-id'), subject: words(field('subject')), text: text.replaceAll('\r\n', '\n') };
}

function quoted(text) {
	return Buffer.from(
		text.replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
		'latin1',
	).toString('utf8');
}

/** A header with encoded words (RFC 2047). */
function words(text) {
	const joined = text.replaceAll(/\?=\s+=\?/g, '?==?');
	return joined.replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, coded) =>
		kind.toLowerCase() === 'b' ? Buffer.from(coded, 'base64').toString('utf8') : quoted(coded.replaceAll('_', ' ')),
	);
}
