interface Plan {
	/** Dialled in front of a national number inside of the country, and dropped from abroad. */
	trunk: string;
	/** How many digits a national number can have. */
	lengths: number[];
}

/**
 * Trunk prefix, lengths of national numbers up to the longest mobile number, and the country codes they hold for.
 * Argentina's and Rwanda's zero is left out: it cannot be dropped by rule. Gabon has no lengths, because its zero sometimes
 * belongs to the number.
 */
const table: Array<[trunk: string, lengths: string, codes: string]> = [
	['0', '7', '291'],
	['0', '8', '232 370 373 374 382 383 386 389 591 598 976'],
	[
		'0',
		'9',
		'33 41 61 84 93 94 211 212 218 233 249 251 255 256 260 261 262 263 380 590 594 596 966 994 995 996',
	],
	['0', '10', '58 90 91 234'],
	['0', '8 9 10', '20 60 64 856 964'],
	['0', '5 6 7 8 9', '27'],
	['0', '9 11', '31'],
	['0', '8 9', '32 51 66 213 264 355 377 385 387 593 855 886 962 963 970 971 972'],
	['0', '6 9', '40 508'],
	['0', '4 5 6 7 8 9 10 11 12 13', '43'],
	['0', '9 10', '44 81 92'],
	['0', '7 8 9', '46 231 243 254 353 595 967'],
	['0', '5 6 7 8 9 10 11', '49'],
	['0', '6 7 8', '53'],
	['0', '10 11', '55'],
	['0', '8 10', '57 850 977'],
	['0', '7 8 9 10 11 12', '62'],
	['0', '6 8 9 10', '63'],
	['0', '5 6 8 9 10', '82'],
	['0', '7 8 9 10 11', '86'],
	['0', '6 7 8 9 10', '95 880'],
	['0', '6 7 10', '98'],
	['0', '6 7 8 9', '252 359'],
	['0', '7 9', '265 423'],
	['0', '5 6 7 8 9 10', '358'],
	['0', '7 8 9 10', '381'],
	['0', '6 7 9', '421'],
	['0', '5 8', '686'],
	['0', '7 8', '961'],
	['06', '8 9', '36'],
	['1', '7', '692'],
	['1', '10', '1'],
	['8', '8', '993'],
	['8', '9', '375'],
	['8', '10', '7'],
	['', '5', '247 500 682'],
	['', '6', '298 299 672 681 687'],
	['', '7', '238 239 246 248 269 297 501 592 673 674 679 680 691 960'],
	[
		'',
		'8',
		'45 47 65 216 222 223 226 227 228 235 236 253 257 266 268 350 356 357 371 378 502 503 504 505 506 509 689 852 853 965 968 973 974',
	],
	['', '9', '34 56 221 237 240 242 244 245 351 420 992 998'],
	['', '10', '30 52 225 229'],
	['', '6 7 8 9 10', '39'],
	['', '7 9', '48 220 354'],
	['', '10 11', '54'],
	['', '8 9', '224 250 258'],
	['', '-', '241'],
	['', '7 8', '230 267 372 507 599 670 675 975'],
	['', '4 5', '290'],
	['', '4 5 6 7 8 9', '352'],
	['', '6 9', '376'],
	['', '6 7', '597'],
	['', '5 7', '676 677 678'],
	['', '4 7', '683'],
	['', '5 6 7 10', '685'],
	['', '5 6 7', '688'],
	['', '4 5 6 7', '690'],
];

const plans = new Map<string, Plan>(
	table.flatMap(([trunk, lengths, codes]) => {
		const plan = { trunk, lengths: lengths.split(' ').map(Number) };
		return codes.split(' ').map((code): [string, Plan] => [code, plan]);
	}),
);

/** Countries in which a national number can begin with a zero that is its own. */
const ownZero = new Set('39 225 226 229 242 250 378 992'.split(' '));

/** Lengths of national numbers that begin with the digits of their own country code, where there are any. */
const ownCode = new Map<string, number[]>([
	['27', [9]],
	['39', [9, 10]],
	['43', [7, 8, 9, 10, 11, 12, 13]],
	['46', [9]],
	['48', [9]],
	['49', [7, 8, 9, 10, 11]],
	['53', [8]],
	['62', [9, 10, 11]],
	['63', [9]],
	['95', [8]],
	['358', [8, 9]],
	['421', [9]],
]);

export const isCountryCode = (code: string): boolean => plans.has(code);

/** The country code that an international number begins with; every number begins with one at most. */
export const countryCodeOf = (digits: string): string | undefined =>
	[1, 2, 3].map((length) => digits.slice(0, length)).find(isCountryCode);

/** Whether a zero between country code and number is a trunk prefix for sure. */
export const dropsZero = (code: string): boolean => plans.get(code)?.trunk.startsWith('0') === true;

/** Takes the trunk zero out that stands between country code and number; other digits stay as they are. */
export function withoutTrunkZero(digits: string): string {
	const code = countryCodeOf(digits);
	if (code === undefined) return digits;
	const { trunk, lengths } = plans.get(code)!;
	const after = digits.slice(code.length);
	if (!trunk.startsWith('0') || !after.startsWith(trunk)) return digits;
	const national = after.slice(trunk.length);
	// After a longer trunk prefix such as Hungary's 06, its second digit may be one of the number.
	return trunk === '0' || lengths.includes(national.length) ? code + national : digits;
}

/**
 * What digits without a + can mean in a country: the international number, a national one, or one with trunk prefix.
 *
 * @param code the country code, of those `isCountryCode` knows
 * @param isNumeric whether they came as a number, which has no zero in front
 * @returns the international numbers, without +, that the digits can stand for
 */
export function meaningsOf(digits: string, code: string, isNumeric = false): string[] {
	const { trunk, lengths } = plans.get(code)!;
	const isNational = (number: string) =>
		lengths.includes(number.length) && (!number.startsWith('0') || ownZero.has(code));
	const after = (prefix: string) => (digits.startsWith(prefix) ? digits.slice(prefix.length) : '');
	const international = withoutTrunkZero(after(code) && digits).slice(code.length);
	const couldBeBoth = !isNational(international) || ownCode.get(code)?.includes(digits.length);
	const lacksZero = isNumeric && ownZero.has(code);
	const national = lacksZero || (digits.startsWith(code) && !couldBeBoth) ? '' : digits;
	const withoutTrunk = trunk === '' ? '' : after(trunk);
	// A shorter one may be a national number that has lost its zero.
	const isWhole = !lacksZero || international.length === Math.max(...lengths);
	const numbers = [isWhole ? international : '', national, withoutTrunk].filter(isNational);
	return [...new Set(numbers.map((number) => code + number))];
}
