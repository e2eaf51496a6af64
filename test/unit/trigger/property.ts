import * as fc from 'fast-check';
import { PureStage, type Cursor } from './pureStage';
import { play, runs } from './runs';

export const PROFILES = ['stock', 'mended'] as const;
type Profile = (typeof PROFILES)[number];

/** The property of the algorithm alone, on every kind of installation. */
export function cursorProperty(cursor: Cursor, profiles: readonly Profile[] = PROFILES) {
	const settings = fc.record({
		profile: fc.constantFrom(...profiles),
		clamp: fc.constantFrom(10, 25, 100, 250, Infinity, Infinity),
		repeatsPages: fc.boolean(),
		idsAsText: fc.boolean(),
	});
	const scale = { history: 300, counts: [5, 40, 300] as [number, number, number], steps: 24 };
	const faces = settings.chain((face) =>
		fc.tuple(
			fc.constant(face),
			runs({ ...scale, most: face.clamp < 100 ? 4 : face.clamp < Infinity ? 8 : 1000 }),
		),
	);
	return fc.asyncProperty(faces, async ([face, run]) => {
		await play(new PureStage(cursor, face), run);
	});
}
