import { NodeApiError, type INode } from 'n8n-workflow';
import type { Effect } from '../endpoints';

/** Whether a failed call was carried out: `no` is certain, `maybe` means look before you repeat. */
export type CarriedOut = 'no' | 'maybe';

/** A failed call in words; the one shape from which every gateway error is built. */
export interface Fault {
	/** What the task failed with, e.g. `Invalid Parameters! (400)`; stands behind "WatX could not send the message: ". */
	reason: string;
	/** What to do next. */
	advice: string;
	/** HTTP status or envelope status; n8n backs off on it. Absent when nothing was answered. */
	code?: number;
	carriedOut: CarriedOut;
	/** How long the server asks to wait, in milliseconds. */
	retryAfterMs?: number;
	/** True for faults that pass by themselves: network, 429 and 5xx. */
	transient: boolean;
}

/** What a task is called and what its repetition can do; every endpoint is one. */
export interface Task {
	task: string;
	effect: Effect;
}

const faults = new WeakMap<Error, Fault>();

/**
 * Builds the error a user sees from a fault.
 *
 * @param task the endpoint that failed
 * @param secret the credential's secret, taken out of whatever the gateway echoed
 */
export function faultError(node: INode, task: Task, fault: Fault, secret?: string): NodeApiError {
	const clean = (text: string) => withoutSecret(text, secret);
	const mayHaveHappened = fault.carriedOut === 'maybe' ? `${warnings[task.effect]} ` : '';
	const message = clean(`WatX could not ${task.task}: ${fault.reason}`);
	const error = new NodeApiError(
		node,
		{ message },
		{
			message,
			description: clean(`${mayHaveHappened}${fault.advice}`),
			httpCode: fault.code === undefined ? undefined : String(fault.code),
		},
	);
	faults.set(error, fault);
	return error;
}

/** The fault an error was built from, or undefined for any other error. */
export function faultOf(error: unknown): Fault | undefined {
	return error instanceof Error ? faults.get(error) : undefined;
}

const warnings: Record<Effect, string> = {
	read: '',
	send: 'The message may have been sent: check Get Sent before repeating.',
	change: 'The change may have been made: look at the list before repeating.',
};

/** Takes the secret, plain and URL-encoded, out of a text. */
export function withoutSecret(text: string, secret: string | undefined): string {
	if (!secret) return text;
	const forms = [
		secret,
		encodeURIComponent(secret),
		new URLSearchParams({ s: secret }).toString().slice(2),
	];
	return forms.reduce((clean, form) => clean.replaceAll(form, '•••'), text);
}
