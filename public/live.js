// Tells whoever has a dossier's page open that something happened. Whatever fails here leaves the page as it was: reloading shows
// the same. Code and PIN go in the body, so that they stand in no address.
//   <div data-live="/tra-cuu/tin-moi" data-mark="…"><form hidden>…</form></div>
const place = document.querySelector("[data-live]");
const form = place?.querySelector("form");
const LONGEST = 300;
let wait = 2;

/** Reads until there is news; true when it has been shown, or never can be. */
async function listen() {
	const body = new URLSearchParams(new FormData(form));
	const answer = await fetch(place.dataset.live, { method: "POST", body, headers: { accept: "text/event-stream" } });
	// Too many streams, too many tries or a busy server: later. Everything else says that there is nothing to wait for.
	if (!answer.ok) return ![429, 503].includes(answer.status);
	wait = 2;
	const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
	for (let text = ""; ; ) {
		const { value, done } = await reader.read();
		if (done) return false;
		const events = (text + value).split("\n\n");
		text = events.pop();
		for (const event of events) {
			const mark = /^data: ?(.*)$/m.exec(event)?.[1];
			if (mark === undefined || mark === place.dataset.mark) continue;
			// Nothing is moved under the reader's hands: the region says it, and the button shows it.
			form.hidden = false;
			await reader.cancel();
			return true;
		}
	}
}

async function start() {
	if (await listen().catch(() => false)) return;
	wait = Math.min(wait * 2, LONGEST);
	setTimeout(start, wait * 1000 * (0.5 + Math.random()));
}

if (form && "TextDecoderStream" in window) start();
