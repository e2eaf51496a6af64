/** A number of places; who asks for one when none is free waits in line. */
export class Slots {
	private waiting: Array<() => void> = [];

	/** Where the line begins: cutting off its head each time would cost a copy of it. */
	private head = 0;

	constructor(private free: number) {}

	/** Resolves when a place is there. */
	async take(): Promise<void> {
		if (this.free > 0) {
			this.free--;
			return;
		}
		await new Promise<void>((resolve) => this.waiting.push(resolve));
	}

	/** Gives the place to the next in line. */
	give(): void {
		const next = this.waiting[this.head];
		if (!next) {
			this.free++;
			return;
		}
		this.head++;
		if (this.head > 64 && this.head * 2 > this.waiting.length) {
			this.waiting = this.waiting.slice(this.head);
			this.head = 0;
		}
		next();
	}
}
