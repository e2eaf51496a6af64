import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { parseBaseUrl } from './baseUrl';
import type { TextForm } from './textForm';

/** The secret as it travels; blanks around it come from copying. */
export const getSecret = (credentials: ICredentialDataDecryptedObject): string =>
	String(credentials.secret ?? '').trim();

type Form = { set(name: string, value: string): void };

const isForm = (body: unknown): body is Form =>
	typeof (body as Partial<Form> | undefined)?.set === 'function';

/** Not by its class: after an update the node and the credential may stem from two loads of the package. */
const isTextForm = (body: unknown): body is TextForm =>
	typeof (body as Partial<TextForm> | undefined)?.encode === 'function';

/** The form-data package's form, which newer versions of n8n's HTTP Request node use. */
type OpenForm = { append(name: string, value: string): void };

const isOpenForm = (form: unknown): form is OpenForm =>
	typeof (form as Partial<OpenForm> | undefined)?.append === 'function';

const appended = new WeakSet<OpenForm>();

function appendOnce(form: OpenForm, secret: string): void {
	if (!appended.has(form)) form.append('secret', secret);
	appended.add(form);
}

function encode(request: IHttpRequestOptions, form: TextForm, secret: string): void {
	form.set('secret', secret);
	const { body, contentType } = form.encode();
	request.body = body;
	request.headers = { ...request.headers, 'content-type': contentType };
}

/** Whether the body is a form that was written down before, secret and all. */
const isEncoded = ({ body, headers }: IHttpRequestOptions): boolean =>
	typeof body === 'string' && String(headers?.['content-type']).startsWith('multipart/');

/**
 * Puts the secret where the gateway reads it: into the query of a GET, into the form of a POST (contract: Every call).
 * A second call changes nothing more.
 *
 * @returns the same request, with the secret placed once
 * @throws UserError when the Base URL is unusable, or the request goes to another host than the credential's
 */
export function placeSecret(
	credentials: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	const base = parseBaseUrl(credentials.baseUrl);
	if ('problem' in base) throw new UserError(base.problem);
	keepToHost(base.url, request);
	const secret = getSecret(credentials);
	// Requests of n8n's HTTP Request node hold an urlencoded or multipart form in keys of their own.
	const legacy = request as IHttpRequestOptions & { form?: IDataObject; formData?: IDataObject };
	if ((request.method ?? 'GET') === 'GET') request.qs = { ...request.qs, secret };
	else if (isTextForm(request.body)) encode(request, request.body, secret);
	else if (isEncoded(request)) return request;
	else if (isForm(request.body)) request.body.set('secret', secret);
	else if (legacy.form) legacy.form = { ...legacy.form, secret };
	else if (isOpenForm(legacy.formData)) appendOnce(legacy.formData, secret);
	else if (legacy.formData) legacy.formData = { ...legacy.formData, secret };
	else request.body = new URLSearchParams({ ...(request.body as Record<string, string>), secret });
	return request;
}

/** The secret must never reach another host, whatever address a workflow puts into a request. */
function keepToHost(baseUrl: string, request: IHttpRequestOptions): void {
	// As all requests of the nodes begin; parsing the address for each would cost more than the rest.
	if (!request.baseURL && request.url.startsWith(`${baseUrl}/`)) return;
	const target = URL.canParse(request.url, request.baseURL || baseUrl)
		? new URL(request.url, request.baseURL || baseUrl)
		: undefined;
	if (target?.origin === new URL(baseUrl).origin) return;
	throw new UserError(
		`The WatX secret is only sent to ${new URL(baseUrl).origin}, the host of the credential's Base URL, but the request goes elsewhere. Correct the URL of the request or the Base URL of the credential.`,
	);
}
