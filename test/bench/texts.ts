/** One message of the run: what goes into the nodes as an item. */
export interface Text {
	[key: string]: string;
	to: string;
	text: string;
}

/** Texts to half as many people: each gets two in a row, which must arrive in this order. */
export function makeTexts(count: number): Text[] {
	return Array.from({ length: count }, (_, index) => ({
		to: `+9198${String(Math.floor(index / 2)).padStart(8, '0')}`,
		text: `Hi, your membership ends on Friday. Renew at the desk, number ${index}`,
	}));
}
