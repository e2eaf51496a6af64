import type { Settings } from './settings';

type NumberSettings = Pick<Settings, 'localNumbers' | 'countryCode'>;

/**
 * The number a recipient stands for: E.164 as it is, digits alone as the settings say, a group
 * address as it is. Undefined when it is none of these: also when a `+` arrived as a space.
 */
export function recipientOf(text: string, settings: NumberSettings): string | undefined {
	if (/^\d[\d-]*@g\.us$/.test(text)) return text;
	return phoneOf(text, settings);
}

/** The same for a phone number alone. */
export function phoneOf(text: string, settings: NumberSettings): string | undefined {
	if (/^\+[1-9]\d{6,14}$/.test(text)) return text;
	if (settings.localNumbers === 'plus')
		return /^[1-9]\d{6,14}$/.test(text) ? `+${text}` : undefined;
	const { countryCode } = settings;
	if (!/^\d{4,15}$/.test(text)) return undefined;
	const isInternational = text.startsWith(countryCode) && text.length > 10;
	return isInternational ? `+${text}` : `+${countryCode}${text.replace(/^0+/, '')}`;
}
