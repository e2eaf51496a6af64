import type { Call } from './call';

/** A value as text without blanks around it; empty for anything but text and numbers. */
export const asText = (value: unknown): string =>
	typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';

/**
 * A parameter that holds the numeric ID of something.
 *
 * @param name the parameter's name, and `displayName` what the editor calls it
 * @param advice where the ID is found; begins the sentence that tells what to do
 */
export function getNumericId(
	call: Call,
	name: string,
	displayName: string,
	advice: string,
): string {
	const value = asText(call.param<unknown>(name));
	if (/^\d+$/.test(value)) return value;
	return call.refuse(
		value === ''
			? `"${displayName}" is empty`
			: `${JSON.stringify(value)} in "${displayName}" is not an ID`,
		`${advice}, or enter its ID, which is a number.`,
	);
}
