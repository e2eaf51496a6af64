/* eslint-disable @n8n/community-nodes/no-restricted-imports */
/**
 * A chat model for n8n's AI Agent that follows a script instead of thinking: it asks for the one tool it has, and repeats
 * what it was told of the result; it may try again first. It speaks as much of OpenAI's chat completions as n8n's node needs.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Schema {
	type?: string;
	properties?: Record<string, Schema>;
}

interface ModelRequest {
	stream?: boolean;
	messages: Array<{ role: string; content: unknown }>;
	tools?: Array<{ function: { name: string; parameters: Schema } }>;
}

/** A real model would not try for ever, either. */
const MOST_CALLS = 3;

export interface ScriptedModel {
	/** Base URL for n8n's OpenAI credential. */
	url: string;
	/** What the model was told of each tool call, in their order. */
	results: string[];
	close(): Promise<void>;
}

/**
 * @param values what the model fills a tool's parameters with, by a part of their name
 * @param tryAgain whether the model calls the tool again when it was told this, up to three times in all
 */
export async function startScriptedModel(
	values: Record<string, string>,
	tryAgain: (result: string) => boolean = () => false,
): Promise<ScriptedModel> {
	const results: string[] = [];
	const fill = (schema: Schema, name = ''): unknown => {
		const { properties } = schema;
		if (properties) {
			return Object.fromEntries(Object.entries(properties).map(([k, v]) => [k, fill(v, k)]));
		}
		const known = Object.keys(values).find((part) => name.toLowerCase().includes(part));
		return known === undefined ? '' : values[known];
	};
	const answer = ({ messages, tools = [] }: ModelRequest): object => {
		const told = messages
			.filter(({ role }) => role === 'tool')
			.map(({ content }) => String(content));
		const result = told.at(-1);
		if (result !== undefined) {
			results.push(result);
			const content = `I was told: ${result}`;
			if (told.length >= MOST_CALLS || !tryAgain(result)) return { role: 'assistant', content };
		}
		const [{ function: tool }] = tools;
		const args = JSON.stringify(fill(tool.parameters));
		const call = {
			id: `call_${told.length + 1}`,
			type: 'function',
			function: { name: tool.name, arguments: args },
		};
		return { role: 'assistant', content: '', tool_calls: [call] };
	};
	const server = createServer((request, response) => {
		let body = '';
		request.on('data', (chunk) => (body += String(chunk)));
		request.on('end', () => {
			const asked = JSON.parse(body || '{"messages":[]}') as ModelRequest;
			const message = answer(asked);
			const isCall = 'tool_calls' in message;
			const base = { id: 'c', created: 1, model: 'scripted' };
			const finish_reason = isCall ? 'tool_calls' : 'stop';
			if (!asked.stream) {
				response.setHeader('content-type', 'application/json');
				const usage = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 };
				const choices = [{ index: 0, message, finish_reason }];
				response.end(JSON.stringify({ ...base, object: 'chat.completion', choices, usage }));
				return;
			}
			const delta = isCall
				? {
						...message,
						tool_calls: (message.tool_calls as object[]).map((c) => ({ index: 0, ...c })),
					}
				: message;
			response.setHeader('content-type', 'text/event-stream');
			for (const choice of [
				{ index: 0, delta, finish_reason: null },
				{ index: 0, delta: {}, finish_reason },
			]) {
				const chunk = { ...base, object: 'chat.completion.chunk', choices: [choice] };
				response.write(`data: ${JSON.stringify(chunk)}\n\n`);
			}
			response.end('data: [DONE]\n\n');
		});
	});
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}/v1`,
		results,
		close: async () => {
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}
