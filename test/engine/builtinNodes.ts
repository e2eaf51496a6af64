import type { INodeType } from 'n8n-workflow';
import { filter, ifNode, switchNode } from './builtinConditions';
import { readWriteFile, set, splitOut } from './builtinData';
import { describe } from './builtinDescription';

const manualTrigger: INodeType = {
	description: describe('manualTrigger', 'Manual Trigger', { group: ['trigger'], inputs: [] }),
	async trigger() {
		return {
			manualTriggerFunction: async () => this.emit([this.helpers.returnJsonArray([{}])]),
		};
	},
};

const scheduleTrigger: INodeType = {
	description: describe('scheduleTrigger', 'Schedule Trigger', {
		group: ['trigger'],
		version: [1, 1.1, 1.2, 1.3],
		inputs: [],
	}),
	trigger: manualTrigger.trigger,
};

const noOp: INodeType = {
	description: describe('noOp', 'No Operation, do nothing'),
	async execute() {
		return [this.getInputData()];
	},
};

const stickyNote: INodeType = {
	description: describe('stickyNote', 'Sticky Note', { inputs: [], outputs: [] }),
};

/** Small stand-ins for the n8n-nodes-base nodes that example workflows are built from. */
export const builtinNodes: Record<string, INodeType> = {
	'n8n-nodes-base.manualTrigger': manualTrigger,
	'n8n-nodes-base.scheduleTrigger': scheduleTrigger,
	'n8n-nodes-base.noOp': noOp,
	'n8n-nodes-base.stickyNote': stickyNote,
	'n8n-nodes-base.if': ifNode,
	'n8n-nodes-base.filter': filter,
	'n8n-nodes-base.switch': switchNode,
	'n8n-nodes-base.set': set,
	'n8n-nodes-base.splitOut': splitOut,
	'n8n-nodes-base.readWriteFile': readWriteFile,
};
