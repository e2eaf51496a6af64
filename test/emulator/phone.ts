/**
 * The number a recipient stands for: E.164 as it is, digits alone as a local number of the
 * installation's country, a group address as it is. Undefined when it is none of these: also when
 * a `+` arrived as a space.
 */
export function recipientOf(text: string, countryCode: string): string | undefined {
	if (/^\d[\d-]*@g\.us$/.test(text)) return text;
	return phoneOf(text, countryCode);
}

/** The same for a phone number alone. */
export function phoneOf(text: string, countryCode: string): string | undefined {
	if (/^\+[1-9]\d{6,14}$/.test(text)) return text;
	if (!/^\d{4,15}$/.test(text)) return undefined;
	const isInternational = text.startsWith(countryCode) && text.length > 10;
	return isInternational ? `+${text}` : `+${countryCode}${text.replace(/^0+/, '')}`;
}
