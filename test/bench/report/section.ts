/** One goal of the project beside what was measured. */
export interface Goal {
	goal: string;
	result: string;
	/** Undefined when it could not be measured. */
	met?: boolean;
}

/** One line of the short table for the README. */
export interface Highlight {
	job: string;
	result: string;
	compared: string;
}

/** What one scenario found out. */
export interface Section {
	title: string;
	/** What was done and what the columns mean, one sentence per entry. */
	notes: string[];
	head: string[];
	rows: string[][];
	goals: Goal[];
	highlights: Highlight[];
	/** The numbers, for the JSON file. */
	data: unknown;
}
