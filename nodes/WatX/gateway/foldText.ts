/** Marks that decorate a letter (Latin, Greek, Cyrillic accents, Arabic vowel signs) or choose an emoji's look. */
const DECORATION = /[\u0300-\u036f\u064b-\u065f\u0670\ufe0e\ufe0f]/g;

/**
 * Text for comparing: however it is composed, capitalised, accented, quoted or spaced, it comes out the same. Marks that
 * make another letter (vowel signs of Indian scripts, Japanese voicing) stay.
 *
 * Takes time in proportion to the length: marks that a person would not pile up are cut first, because Unicode sorts them.
 */
export function foldText(text: string): string {
	return text
		.replace(/(\p{M}{30})\p{M}+/gu, '$1')
		.normalize('NFKD')
		.replace(DECORATION, '')
		.toUpperCase()
		.toLowerCase()
		.normalize('NFKC')
		.replaceAll('ς', 'σ')
		.replace(/[‘’ʼ`´]/g, "'")
		.replace(/[“”«»]/g, '"')
		.replace(/\p{Cf}/gu, '')
		.replace(/\s+/g, ' ')
		.trim();
}
