import type { INode, INodeParameters } from 'n8n-workflow';
import type { CredentialSet, Engine, WorkflowJson } from '../../engine';
import type { Reach } from '../gatewayProcess';
import { LIST_LOOP, SEND_LOOP } from './bareLoop';

const HTTP_REQUEST = 'n8n-nodes-base.httpRequest';
const LOOP_OVER_ITEMS = 'n8n-nodes-base.splitInBatches';

/** The nodes that are compared, as a user would set them up. */
export class Workflows {
	constructor(
		private readonly engine: Engine,
		private readonly reach: Reach,
	) {}

	get credentials(): CredentialSet {
		return { watXApi: { baseUrl: this.reach.url, secret: this.reach.secret } };
	}

	watX(parameters: INodeParameters): INode {
		return this.engine.node(parameters, { type: 'n8n-nodes-watx.watX' });
	}

	watXSend(parameters: INodeParameters = {}): INode {
		return this.watX({
			resource: 'message',
			operation: 'send',
			account: { __rl: true, mode: 'id', value: this.reach.account },
			recipient: '={{ $json.to }}',
			message: '={{ $json.text }}',
			...parameters,
		});
	}

	/**
	 * The HTTP Request node with nothing but defaults, as set up without this package: the gateway
	 * wants its secret in the form, where none of n8n's own credentials can put it.
	 */
	httpSend(type = 'text', file?: string): INode {
		const field = (name: string, value: string) => ({ parameterType: 'formData', name, value });
		const upload = { parameterType: 'formBinaryData', name: file, inputDataFieldName: 'data' };
		return this.http({
			method: 'POST',
			url: `${this.reach.url}/send/whatsapp`,
			sendBody: true,
			contentType: 'multipart-form-data',
			bodyParameters: {
				parameters: [
					field('secret', this.reach.secret),
					field('account', this.reach.account),
					field('recipient', '={{ $json.to }}'),
					field('type', type),
					field('message', '={{ $json.text }}'),
					...(file ? [upload] : []),
				],
			},
		});
	}

	/** The HTTP Request node kept to so many requests at once, as a user can do it: by a loop over batches. */
	httpSendInBatches(atOnce: number): WorkflowJson {
		const loop = this.engine.node({ batchSize: atOnce }, { type: LOOP_OVER_ITEMS });
		const http = this.httpSend();
		const workflow = this.engine.chain(loop, http);
		const to = ({ name }: INode) => [{ node: name, type: 'main' as const, index: 0 }];
		// The first output is for the end, the second for each batch.
		workflow.connections[loop.name] = { main: [[], to(http)] };
		workflow.connections[http.name] = { main: [to(loop)] };
		return workflow;
	}

	/** The HTTP Request node with its own pagination, until a page is empty. */
	httpList(path: string): INode {
		const page = { type: 'qs', name: 'page', value: '={{ $pageCount + 1 }}' };
		return this.http({
			url: `${this.reach.url}/${path}`,
			sendQuery: true,
			queryParameters: {
				parameters: [
					{ name: 'secret', value: this.reach.secret },
					{ name: 'limit', value: '100' },
				],
			},
			options: {
				// A stock gateway calls its JSON a page of HTML.
				response: { response: { responseFormat: 'json' } },
				pagination: {
					pagination: {
						paginationMode: 'updateAParameterInEachRequest',
						parameters: { parameters: [page] },
						paginationCompleteWhen: 'other',
						completeExpression: '={{ $response.body.data.length === 0 }}',
					},
				},
			},
		});
	}

	/** @param evaluates whether n8n evaluates expressions for it, or it looks into the items itself */
	sendLoop(concurrency: number, evaluates: boolean): INode {
		const expressions = evaluates ? { to: '={{ $json.to }}', text: '={{ $json.text }}' } : {};
		const parameters = { reach: { ...this.reach }, concurrency, ...expressions };
		return this.engine.node(parameters, { type: SEND_LOOP });
	}

	listLoop(path: string): INode {
		return this.engine.node({ reach: { ...this.reach }, path }, { type: LIST_LOOP });
	}

	private http(parameters: INodeParameters): INode {
		return this.engine.node(parameters, { type: HTTP_REQUEST });
	}
}
