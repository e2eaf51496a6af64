import { isFileContent } from './binary';
import type { Call } from './call';
import { getText, quote, type Field } from './values';

const LONGEST_LINK = 8192;

/** Pages of file services that show a file and are none, and how to get a link to the file itself. */
const pages: Array<{ what: string; host: RegExp; isFile?: (url: URL) => boolean; advice: string }> =
	[
		{
			what: 'Google Drive',
			host: /^drive\.google\.com$/,
			isFile: ({ pathname, searchParams }) =>
				pathname === '/uc' && searchParams.get('export') !== 'view',
			advice: 'Use https://drive.google.com/uc?export=download&id= and the ID of the file.',
		},
		{
			what: 'Google Docs',
			host: /^docs\.google\.com$/,
			isFile: ({ pathname, searchParams }) =>
				/\/export(?:\/|$)/.test(pathname) || pathname === '/uc' || searchParams.has('output'),
			advice: 'Use the link that ends with /export?format=pdf in place of /edit.',
		},
		{ what: 'Google Photos', host: /^photos\.(?:google\.com|app\.goo\.gl)$/, advice: '' },
		{
			what: 'Dropbox',
			host: /^(?:www\.)?dropbox\.com$/,
			isFile: ({ searchParams }) =>
				searchParams.get('dl') === '1' || searchParams.get('raw') === '1',
			advice: 'Use the link with dl=1 at its end in place of dl=0.',
		},
		{
			what: 'OneDrive',
			host: /^(?:1drv\.ms|onedrive\.live\.com)$/,
			isFile: ({ pathname }) => /^\/download(?:\.aspx)?$/.test(pathname),
			advice: '',
		},
		{
			what: 'SharePoint',
			host: /\.sharepoint\.com$/,
			isFile: ({ pathname, searchParams }) =>
				searchParams.get('download') === '1' || pathname.endsWith('/download.aspx'),
			advice: 'Add download=1 to the link, if it may be opened without logging in.',
		},
		{ what: 'WeTransfer', host: /^(?:(?:[\w-]+\.)?wetransfer\.com|we\.tl)$/, advice: '' },
		{ what: 'iCloud', host: /^(?:www\.|share\.)?icloud\.com$/, advice: '' },
		{ what: 'MEGA', host: /^mega\.(?:nz|io|co\.nz)$/, advice: '' },
		{ what: 'MediaFire', host: /^(?:www\.)?mediafire\.com$/, advice: '' },
		{
			what: 'Box',
			host: /^(?:app|[\w-]+\.app)\.box\.com$/,
			isFile: ({ pathname }) => pathname.startsWith('/shared/static/'),
			advice: 'Use the direct link of the sharing settings.',
		},
		{ what: 'Proton Drive', host: /^drive\.proton\.me$/, advice: '' },
		{ what: 'Canva', host: /^(?:www\.)?canva\.com$/, advice: '' },
		{ what: 'Notion', host: /^(?:www\.)?notion\.(?:so|site)$/, advice: '' },
		{
			what: 'GitHub',
			host: /^github\.com$/,
			isFile: ({ pathname }) => !/^\/[^/]+\/[^/]+\/(?:blob|tree)\//.test(pathname),
			advice: 'Use the link of the button "Raw".',
		},
		{
			what: 'Imgur',
			host: /^(?:www\.)?imgur\.com$/,
			advice: 'Use the link that begins with i.imgur.com.',
		},
		{ what: 'YouTube', host: /^(?:(?:www|m)\.youtube\.com|youtu\.be)$/, advice: '' },
		{ what: 'Vimeo', host: /^(?:www\.)?vimeo\.com$/, advice: '' },
		{ what: 'Instagram', host: /^(?:www\.)?instagram\.com$/, advice: '' },
		{ what: 'Facebook', host: /^(?:(?:www|m)\.facebook\.com|fb\.watch)$/, advice: '' },
		{ what: 'TikTok', host: /^(?:(?:www|vm)\.)?tiktok\.com$/, advice: '' },
	];

const UPLOAD = 'Or load the file into n8n with a node of that service and choose "Binary Field".';

/**
 * A parameter that holds the link to a file.
 *
 * @returns the link in its encoded form, the only one that PHP opens (contract: Every call)
 */
export function getFileLink(call: Call, field: Field): string {
	const text = getText(call, field);
	const name = `"${field.displayName}"`;
	if (text === '') {
		return call.refuse(`${name} is empty`, 'Enter a direct link that begins with https://.');
	}
	if (isFileContent(text)) {
		return call.refuse(
			`${name} holds the content of a file, not a link to one`,
			'Turn it into a file with the node Convert to File, and choose "Binary Field" as "Attachment Source".',
		);
	}
	if (/\s(?:https?:\/\/)/i.test(text.slice(0, LONGEST_LINK))) {
		return call.refuse(
			`${name} holds more than one link`,
			'A message carries one file: enter one link.',
		);
	}
	const isLink = text.length <= LONGEST_LINK && /^https?:\/\//i.test(text) && URL.canParse(text);
	if (!isLink) {
		return call.refuse(
			`${quote(text)} in ${name} is no link`,
			'Enter a direct link that begins with http:// or https://.',
		);
	}
	const url = new URL(text);
	const page = pages.find(({ host }) => host.test(url.hostname));
	if (!page || page.isFile?.(url)) return url.href;
	return call.refuse(
		`The link in ${name} opens a page of ${page.what}, not the file itself`,
		`The gateway would send the page. ${page.advice} ${UPLOAD}`.replace('  ', ' '),
	);
}
