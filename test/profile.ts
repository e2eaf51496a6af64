/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import type { Profile } from './emulator';

/** The profile of the gateway this run of a test file uses; jest.config.js runs it for each. */
export const profile = (globalThis as { gatewayProfile?: Profile }).gatewayProfile ?? 'stock';

/** One value for each profile. */
export const byProfile = <T>(values: Record<Profile, T>): T => values[profile];

/** What becomes of a message without a priority: stock gateways queue it. */
export const ACCEPTED = byProfile({
	stock: { status: 'queued', gatewayMessage: 'WhatsApp chat has been queued for sending!' },
	mended: { status: 'sent', gatewayMessage: 'WhatsApp chat has been sent!' },
});
