import { insertRow } from './state';
import type { PendingRow, SentRow, State } from './types';

/**
 * Sends (or fails to send) up to `count` waiting messages, oldest first: they move to the sent list under their ids.
 * Those of disconnected accounts and paused campaigns wait on; a campaign with nothing left to
 * wait for is completed. Gives the rows, sent or failed.
 */
export function deliverPending(
	state: State,
	count = Infinity,
	status: SentRow['status'] = 'sent',
): SentRow[] {
	const due = state.pending.filter((row) => isDue(state, row)).slice(0, count);
	const gone = new Set(due);
	state.pending = state.pending.filter((row) => !gone.has(row));
	const waiting = new Set(state.pending.map((row) => row.campaignId));
	for (const campaign of state.campaigns) {
		const isOver = campaign.status === 'running' && !waiting.has(campaign.id);
		if (isOver && due.some((row) => row.campaignId === campaign.id)) campaign.status = 'completed';
	}
	return due.map((row) => insertRow(state.sent, { ...row, status }));
}

function isDue(state: State, row: PendingRow): boolean {
	const account = state.accounts.find((candidate) => candidate.phone === row.account);
	if (account?.status !== 'connected') return false;
	if (row.campaignId === undefined) return true;
	return state.campaigns.find(({ id }) => id === row.campaignId)?.status === 'running';
}
