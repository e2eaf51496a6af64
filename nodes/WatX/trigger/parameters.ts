import type { IPollFunctions } from 'n8n-workflow';
import { NodeOperationError } from 'n8n-workflow';
import { membersOf, type Source } from '../fields/values';

/** What reading parameters needs of n8n. */
export type ParameterSource = Pick<IPollFunctions, 'getNode' | 'getNodeParameter'>;

/**
 * The parameters of a trigger, for the readers of fields/values.ts. What they refuse becomes one message: where an activation
 * fails, n8n shows no description.
 */
export const sourceOf = (context: ParameterSource): Source => ({
	param: (name) => context.getNodeParameter(name, ''),
	refuse: (problem, advice) => {
		throw new NodeOperationError(context.getNode(), `${problem}. ${advice}`);
	},
});

/** The members of its collection "options". */
export const triggerOptionsOf = (context: ParameterSource): Source =>
	membersOf(sourceOf(context), { name: 'options' });
