// Small papers for the journeys: real enough to be told by their content.

/** A one-page PDF that holds the text. */
export function pdf(text, size = 0) {
	const body = `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\n% ${text}\n`;
	const padding = '%'.repeat(Math.max(0, size - body.length));
	return Buffer.from(`${body}${padding}\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
}
