import { FormData, Pool } from 'undici';
import type { Reach } from '../gatewayProcess';
import type { Text } from '../texts';

/**
 * Sends texts over kept-alive connections, without n8n: as fast as this machine can.
 * @returns the time of each request in milliseconds
 */
export async function sendWithUndici(
	{ url, secret, account }: Reach,
	texts: Text[],
	connections: number,
): Promise<number[]> {
	const { origin, pathname } = new URL(`${url}/send/whatsapp`);
	const pool = new Pool(origin, { connections });
	const times: number[] = [];
	let next = 0;
	const work = async () => {
		while (next < texts.length) {
			const { to, text } = texts[next++];
			const start = performance.now();
			const body = new FormData();
			const fields = { secret, account, recipient: to, type: 'text', message: text };
			for (const [name, value] of Object.entries(fields)) body.append(name, value);
			const answer = await pool.request({ method: 'POST', path: pathname, body });
			await answer.body.json();
			times.push(performance.now() - start);
		}
	};
	try {
		await Promise.all(Array.from({ length: connections }, work));
	} finally {
		await pool.close();
	}
	return times;
}
