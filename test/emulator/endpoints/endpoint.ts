import type { Envelope, Reply } from '../envelope';
import type { Settings } from '../settings';
import type { FormTable, Permission, RecordedRequest, State } from '../types';

/** One call on its way through an endpoint. */
export interface Call {
	state: State;
	settings: Settings;
	request: RecordedRequest;
	/** The query of a GET, the form of a POST: never both. */
	parameters: FormTable;
	/** What the gateway calls itself (`http://127.0.0.1:PORT`), for links and attachments. */
	origin: string;
	/** '' or '/api', between the origin and a path. */
	basePath: string;
}

/** One path of the gateway. Without a permission it takes no secret either. */
export interface Endpoint {
	path: string;
	method: 'GET' | 'POST';
	permission?: Permission | ((parameters: FormTable) => Permission);
	/** Parameters that must be there and not empty; `run` can rely on them being text. */
	required: string[];
	run(call: Call): Envelope | Reply | Promise<Envelope | Reply>;
}
