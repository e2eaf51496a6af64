import type {
	ICredentialDataDecryptedObject,
	IDataObject,
	IHttpRequestOptions,
} from 'n8n-workflow';
import { UserError } from 'n8n-workflow';
import { parseAccess } from './access';
import type { TextForm } from './textForm';

/** A request of these nodes, or of n8n's HTTP Request node, which has names of its own for nearly everything. */
type Request = IHttpRequestOptions & {
	uri?: string;
	form?: unknown;
	formData?: unknown;
	followRedirect?: boolean;
	followAllRedirects?: boolean;
};

const FORM_ONLY =
	'The WatX gateway reads form fields only, so the secret cannot be added to this body. In the HTTP Request node, choose the Body Content Type "Form Urlencoded" or "Form-Data" and enter plain values.';

/**
 * Puts the secret where the gateway reads it: into the query of a GET, into the form of a POST (contract: Every call).
 * A second call changes nothing more.
 *
 * @returns the same request, with the secret placed once, its address absolute and redirects off
 * @throws UserError when the credential is unusable, the body is no form, or the request goes to another host
 */
export function placeSecret(
	credentials: ICredentialDataDecryptedObject,
	given: IHttpRequestOptions,
): IHttpRequestOptions {
	const request: Request = given;
	const access = parseAccess(credentials);
	if ('problem' in access) throw new UserError(access.problem);
	const { baseUrl, secret } = access;
	keepToHost(baseUrl, request);
	stayThere(request);
	if (isQueried(request)) request.qs = { ...request.qs, secret };
	else placeInForm(request, secret);
	return request;
}

/** Calls that carry their parameters in the address. */
const isQueried = ({ method }: Request): boolean =>
	['GET', 'HEAD'].includes(String(method ?? 'GET').toUpperCase());

function placeInForm(request: Request, secret: string): void {
	const { body } = request;
	if (isTextForm(body)) encode(request, body, secret);
	else if (isEncoded(request)) return;
	else if (isForm(body)) body.set('secret', secret);
	else if (isOpenForm(request.formData)) appendOnce(request.formData, secret);
	else if (request.formData !== undefined) {
		request.formData = { ...flat(request.formData, isPart), secret };
	} else if (request.form !== undefined || request.uri !== undefined) {
		request.form = { ...flat(body), ...flat(request.form), secret };
		delete request.body;
		dropContentType(request);
	} else {
		const fields = Object.entries(flat(body)).filter(([, value]) => value !== undefined);
		const form = new URLSearchParams(fields.map(([name, value]) => [name, String(value ?? '')]));
		form.set('secret', secret);
		request.body = form;
		dropContentType(request);
	}
}

/** The one that was set belongs to the body as it was. */
function dropContentType(request: Request): void {
	if (!request.headers) return;
	const kept = Object.entries(request.headers).filter(
		([name]) => name.toLowerCase() !== 'content-type',
	);
	request.headers = Object.fromEntries(kept);
}

type Form = { set(name: string, value: string): void };

/** Nothing else that can be set has a list of values for a name. */
const isForm = (body: unknown): body is Form =>
	typeof (body as Partial<FormData> | undefined)?.set === 'function' &&
	typeof (body as Partial<FormData> | undefined)?.getAll === 'function';

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

function encode(request: Request, form: TextForm, secret: string): void {
	form.set('secret', secret);
	const { body, contentType } = form.encode();
	request.body = body;
	request.headers = { ...request.headers, 'content-type': contentType };
}

/** Whether the body is a form of these nodes that was written down before, secret and all. */
const isEncoded = ({ body, headers }: Request): boolean =>
	typeof body === 'string' &&
	String(headers?.['content-type']).startsWith('multipart/form-data; boundary=watx-');

const isScalar = (value: unknown): boolean =>
	['string', 'number', 'boolean', 'undefined'].includes(typeof value) || value === null;

/** A file among the fields of a multipart form: bytes, a stream, or either with a name. */
const isPart = (value: unknown): boolean =>
	isScalar(value) ||
	value instanceof Uint8Array ||
	typeof (value as { pipe?: unknown }).pipe === 'function' ||
	(isPlain(value) && 'value' in value && isPart(value.value));

const isPlain = (value: unknown): value is IDataObject => {
	if (typeof value !== 'object' || value === null) return false;
	const prototype: unknown = Object.getPrototypeOf(value);
	return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/** The fields of a body, when it is a plain object of plain values. */
function flat(body: unknown, isField = isScalar): IDataObject {
	if (body === undefined || body === null || body === '') return {};
	if (!isPlain(body) || Array.isArray(body) || !Object.values(body).every(isField)) {
		throw new UserError(FORM_ONLY);
	}
	return body;
}

/** The secret must never reach another host, whatever address a workflow puts into a request. */
function keepToHost(baseUrl: string, request: Request): void {
	const given: unknown = request.url ?? request.uri;
	// As all requests of the nodes begin; parsing the address for each would cost more than the rest.
	if (request.uri === undefined && request.baseURL === undefined && isBelow(baseUrl, given)) return;
	const target = toAbsolute(given, request.baseURL ?? baseUrl);
	const { origin } = new URL(baseUrl);
	if (target?.origin !== origin) {
		throw new UserError(
			`The WatX secret is only sent to ${origin}, the host of the credential's Base URL, but the request goes elsewhere. Correct the URL of the request or the Base URL of the credential.`,
		);
	}
	// What was checked is what is requested, whoever would have joined or read the parts in another way.
	if (request.url !== undefined || request.uri === undefined) request.url = target.href;
	if (request.uri !== undefined) request.uri = target.href;
	delete request.baseURL;
}

const isBelow = (baseUrl: string, address: unknown): boolean =>
	typeof address === 'string' && address.startsWith(`${baseUrl}/`);

/** An address as the HTTP library joins it; undefined when there is none, or it is none. */
function toAbsolute(address: unknown, base: unknown): URL | undefined {
	if (typeof address !== 'string' && !(address instanceof URL)) return undefined;
	const text = String(address).trim();
	if (text === '') return undefined;
	const isWhole = /^(?:[a-z][a-z\d+.-]{0,40}:)?[\\/]{2}/i.test(text) || URL.canParse(text);
	const whole = isWhole ? text : `${String(base).replace(/\/$/, '')}/${text.replace(/^\//, '')}`;
	return URL.canParse(whole) ? new URL(whole) : undefined;
}

/** A followed redirect would carry the secret elsewhere; each HTTP helper of n8n has its own word for it. */
function stayThere(request: Request): void {
	request.disableFollowRedirect = true;
	request.maxRedirects = 0;
	if (request.uri === undefined) return;
	request.followRedirect = false;
	request.followAllRedirects = false;
}
