import type { IDataObject } from 'n8n-workflow';
import type { Emulator } from '../../emulator';

/** Items to so many people, each text its own. */
export const people = (count: number): IDataObject[] =>
	Array.from({ length: count }, (_, i) => ({ to: phone(i), text: `Text ${i}` }));

export const phone = (i: number): string => `+9198765${String(i).padStart(5, '0')}`;

/** The texts of the messages the gateway has accepted, in the order it took them. */
export const delivered = ({ accepted }: Emulator): string[] =>
	accepted.map(({ message }) => message);

/** Retry On Fail with waits as short as n8n allows. */
export const retryOnFail = { retryOnFail: true, maxTries: 3, waitBetweenTries: 1 } as const;
