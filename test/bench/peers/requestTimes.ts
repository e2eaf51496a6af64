/* eslint-disable @n8n/community-nodes/no-restricted-imports */
import http from 'node:http';

/**
 * Notes how long each request of this process takes, from the call that opens it to its end, while
 * work is done. Sees everything that goes through node:http, as n8n's helpers do.
 * @returns the times in milliseconds
 */
export async function requestTimes(work: () => Promise<void>): Promise<number[]> {
	const times: number[] = [];
	const { request } = http;
	http.request = ((...args: Parameters<typeof request>) => {
		const start = performance.now();
		return request(...args).once('close', () => times.push(performance.now() - start));
	}) as typeof request;
	try {
		await work();
		return times;
	} finally {
		http.request = request;
	}
}
