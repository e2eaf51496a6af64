import { now } from './state';
import type { ReceivedRow, State } from './types';

const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#039;',
};

/** A text as the gateway shows it: trimmed and escaped as PHP's htmlspecialchars does, or as it is. */
export function shownText(text: string, isEscaped: boolean): string {
	return isEscaped ? text.trim().replace(/[&<>"']/g, (sign) => ENTITIES[sign]) : text;
}

/** The file of a received row, once the gateway has fetched it. */
export function shownAttachment(row: ReceivedRow, state: State): string | false {
	return (state.unfetched.get(row.id) ?? 0) > now(state) ? false : row.attachment;
}
