import type { IDataObject } from 'n8n-workflow';
import { chatOf, type Received } from '../received';

/** What this process remembers of one webhook node. */
export interface Memory {
	/** Messages that have come, newest last. */
	seen: Set<string>;
	/** Messages of chats that are not quiet yet, by chat. */
	chats: Map<string, Chat>;
}

/** A chat that is not quiet yet. */
export interface Chat {
	/** When the first message came, in milliseconds. */
	since: number;
	/** Oldest first. */
	messages: Received[];
}

const MOST_SEEN = 1000;
const MOST_NODES = 200;

const memories = new Map<string, Memory>();

/** The memory of a node; those of nodes that heard nothing for long are forgotten. */
export function memoryOf(key: string): Memory {
	const memory = memories.get(key) ?? { seen: new Set<string>(), chats: new Map() };
	memories.delete(key);
	memories.set(key, memory);
	const [oldest] = memories.keys();
	if (memories.size > MOST_NODES) memories.delete(oldest);
	return memory;
}

/**
 * Notes a message; synchronous, so that two posts of it cannot both be the first.
 *
 * @param stored the node's static data: it survives a restart, but posts that come together each have a copy of it
 * @returns false when the message has come before
 */
export function noteMessage(memory: Memory, stored: IDataObject, message: Received): boolean {
	// A restarted database gives old ids again.
	const key = `${message.id} ${message.receivedAt}`;
	const listed = Array.isArray(stored.seen) ? stored.seen.map(String) : [];
	for (const one of listed) memory.seen.add(one);
	if (memory.seen.has(key)) return false;
	memory.seen.add(key);
	const newest = [...memory.seen].slice(-MOST_SEEN);
	memory.seen = new Set(newest);
	stored.seen = newest;
	return true;
}

/** Puts a message to those of its chat that wait. */
export function addToChat({ chats }: Memory, message: Received): Chat {
	const key = chatOf(message);
	const chat = chats.get(key) ?? { since: Date.now(), messages: [] };
	chat.messages.push(message);
	chats.set(key, chat);
	return chat;
}

/** Takes the messages of a chat away, so that they leave once. */
export function takeChat({ chats }: Memory, chat: Chat): Received[] {
	for (const [key, other] of chats) if (other === chat) chats.delete(key);
	return chat.messages.splice(0);
}
