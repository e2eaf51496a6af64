import { factsOfUrl } from '../../fields/fileKinds';

const LONGEST = 200;
const LONGEST_HEADER = 1000;

/**
 * Names a downloaded file: as the server calls it, else as its link does. A name is a bare one, without folders.
 *
 * @param disposition the header Content-Disposition, if there is one
 */
export function fileNameOf(disposition: unknown, target: URL): string {
	const header = String(disposition ?? '').slice(0, LONGEST_HEADER);
	return (
		bare(encodedName(header)) ||
		bare(plainName(header)) ||
		bare(factsOfUrl(target.href).fileName) ||
		'attachment'
	);
}

/** `filename*=UTF-8''%e2%82%ac.pdf`; servers that know it also send a plain name for those who do not. */
function encodedName(header: string): string {
	const value = /filename\*\s*=\s*([^;]*)/i.exec(header)?.[1] ?? '';
	const [, charset = '', name = ''] = /^"?([\w-]*)'[^']*'([^"]*)/.exec(value) ?? [];
	if (charset.toLowerCase() !== 'utf-8') return '';
	try {
		return decodeURIComponent(name);
	} catch {
		return '';
	}
}

/** `filename="plan.pdf"`; a backslash makes the next character an ordinary one. Node gives the bytes as Latin-1. */
function plainName(header: string): string {
	const [, quoted, token = ''] =
		/filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/i.exec(header) ?? [];
	const name = quoted?.replace(/\\(["\\])/g, '$1') ?? token;
	const utf8 = Buffer.from(name, 'latin1').toString('utf8');
	return utf8.includes('\uFFFD') ? name : utf8;
}

/** The last part of a path, without what no file system takes, and not a name that means a folder. */
function bare(path = ''): string {
	const name = (path.split(/[\\/]/).pop() ?? '').replace(/[\p{Cc}\p{Cf}"<>:|?*]/gu, '').trim();
	return /^\.*$/.test(name) ? '' : shorten(name);
}

/** The end of a long name tells its type. */
const shorten = (name: string): string =>
	name.length > LONGEST ? name.slice(0, LONGEST - 20) + name.slice(-20) : name;
