/**
 * Joins sentences with full stops.
 *
 * @param parts empty ones, and ones that an earlier one holds already, are left out
 */
export function sentences(...parts: Array<string | null | undefined>): string {
	let text = '';
	for (const part of parts.map((one) => one?.trim())) {
		if (!part || text.includes(part)) continue;
		const isOpen = text !== '' && !/[.!?…]["”)]?$/.test(text);
		text += `${isOpen ? '.' : ''}${text === '' ? '' : ' '}${part}`;
	}
	return text;
}
