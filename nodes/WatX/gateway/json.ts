/** No answer of the gateway is nested deeper; n8n itself overflows the stack on data that is. */
const DEEPEST = 64;

/** More digits than a number of JavaScript holds. */
const MANY_DIGITS = /\d{16}/;

/**
 * Reads JSON. Whole numbers that JavaScript would round, such as large ids, become text.
 *
 * @returns the value, or undefined when the text is no JSON or is nested too deeply
 */
export function parseJson(text: string): unknown {
	try {
		const value: unknown = JSON.parse(MANY_DIGITS.test(text) ? quoteLongNumbers(text) : text);
		return isNestedDeeply(value) ? undefined : value;
	} catch {
		return undefined;
	}
}

/** Puts whole numbers that would be rounded into quotes; one pass, whatever the text. */
function quoteLongNumbers(text: string): string {
	const token = /"|-?\d{16,}/g;
	let quoted = '';
	let from = 0;
	for (let found = token.exec(text); found; found = token.exec(text)) {
		const [word] = found;
		const end = found.index + word.length;
		if (word === '"') {
			token.lastIndex = endOfString(text, end);
			continue;
		}
		const isPart = /[.eE+\d]/.test(text.charAt(found.index - 1)) || /[.eE]/.test(text.charAt(end));
		if (isPart || Number.isSafeInteger(Number(word))) continue;
		quoted += `${text.slice(from, found.index)}"${word}"`;
		from = end;
	}
	return quoted + text.slice(from);
}

/** Index behind the quote that ends a string. @param from index behind the quote that begins it */
function endOfString(text: string, from: number): number {
	for (let at = from; ; ) {
		const quote = text.indexOf('"', at);
		if (quote < 0) return text.length;
		let slashes = quote;
		while (slashes > at && text.charAt(slashes - 1) === '\\') slashes--;
		if ((quote - slashes) % 2 === 0) return quote + 1;
		at = quote + 1;
	}
}

/** Looks level by level: a function that calls itself would overflow on what it looks for. */
function isNestedDeeply(value: unknown): boolean {
	let level: object[] = isObject(value) ? [value] : [];
	for (let depth = 0; level.length > 0; depth++) {
		if (depth === DEEPEST) return true;
		const next: object[] = [];
		for (const parent of level) {
			for (const child of Object.values(parent)) if (isObject(child)) next.push(child);
		}
		level = next;
	}
	return false;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;
