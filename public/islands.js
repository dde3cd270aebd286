// Wakes the islands of a page. Whatever fails here leaves the page working as it was.
//   <script type="module" src="/islands.js" data-js="…" data-wasm="…" data-when="now|interaction">
// «interaction», the default where only search boxes are islands, waits until one is touched: reading costs no WASM.
const { js, wasm, when } = document.querySelector("script[data-wasm]").dataset;
const islands = document.getElementsByTagName("leptos-island");
const inIsland = (node) => node?.closest?.("leptos-island");

async function wake(mod) {
	// In the order of the document: the outer before the inner.
	for (const island of [...islands]) {
		const { component } = island.dataset;
		try {
			// The island around it leaves a callback for the islands among its children.
			island.closest("leptos-children")?.$$on_hydrate?.();
			await mod[component](island);
		} catch (error) {
			console.warn(component, error);
		}
	}
}

let started;
async function start() {
	if (started) return;
	started = true;
	try {
		const mod = await import(js);
		await mod.default({ module_or_path: wasm });
		const field = document.activeElement;
		const { value, selectionStart: from, selectionEnd: to } = field;
		mod.hydrate();
		await wake(mod);
		// Who is typing goes on typing where they were.
		if (inIsland(field) && from != null) {
			if (field.value !== value) field.value = value;
			field.focus();
			field.setSelectionRange(from, to);
		}
		document.documentElement.dataset.hydrated = "true";
	} catch (error) {
		console.warn(error);
	}
}

const searchOnly = [...islands].every((island) => island.dataset.component.startsWith("SearchSuggest_"));
if ((when || (searchOnly ? "interaction" : "now")) === "now" || inIsland(document.activeElement))
	(window.requestIdleCallback ?? setTimeout)(start);
else
	for (const event of ["focusin", "pointerdown", "touchstart", "keydown"])
		addEventListener(event, ({ target }) => inIsland(target) && start(), { capture: true, passive: true });
