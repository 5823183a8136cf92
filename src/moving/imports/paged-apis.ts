import type { ApiAnswer } from '../../common/http/read-api';
import { recordIn } from './sources/api-pages';
import { UnreadableFile } from './sources/unreadable-file';

/** Another server whose API has JSON:API pages. */
export interface PagedApi {
  readonly title: string;
  /** `{account}` stands for the account. */
  readonly url: string;
  /** Environment variable with the token, for the command: a command line is visible to everybody on the machine. */
  readonly tokenName: string;
  /** Lists that are read, in this order: later ones name resources of earlier ones. */
  readonly lists: readonly string[];
}

export const PAGED_APIS: Readonly<Record<string, PagedApi>> = {
  'lemon-squeezy': {
    title: 'Lemon Squeezy',
    url: 'https://api.lemonsqueezy.com/v1',
    tokenName: 'LEMON_SQUEEZY_API_KEY',
    lists: ['products', 'license-keys', 'license-key-instances'],
  },
  keygen: {
    title: 'Keygen',
    url: 'https://api.keygen.sh/v1/accounts/{account}',
    tokenName: 'KEYGEN_TOKEN',
    lists: ['products', 'policies', 'users', 'licenses', 'machines'],
  },
};

/** An import names it. */
export function pagedApi(source: string): PagedApi {
  const found = PAGED_APIS[source];
  if (!found) {
    throw new Error(`No import reads an API of ${source}`);
  }
  return found;
}

/** Where the next page is. */
export interface PagePlace {
  readonly list: string;
  readonly url: string;
}

export interface ApiPage {
  /** JSON in one line. */
  readonly text: string;
  /** Undefined after the last page of the last list. */
  readonly next?: PagePlace;
}

const PAGE_SIZE = 100;

/** The address of an API without the list; undefined if it names an account, and none is given. */
export function baseOf(
  api: PagedApi,
  { url = api.url, account }: { url?: string; account?: string },
): string | undefined {
  return url.includes('{account}') && account === undefined
    ? undefined
    : url.replace('{account}', encodeURIComponent(account ?? '')).replace(/\/+$/, '');
}

/** The first page of a list; by default, of the first one. */
export function firstPage(base: string, api: PagedApi, list = api.lists[0] ?? ''): PagePlace {
  return { list, url: `${base}/${list}?page[number]=1&page[size]=${PAGE_SIZE}` };
}

/**
 * The page of a successful answer.
 * @throws UnreadableFile
 */
export function pageIn({ bytes }: ApiAnswer, base: string, api: PagedApi, { list, url }: PagePlace): ApiPage {
  const content = contentOf(bytes, api);
  const text = `${JSON.stringify(content)}\n`;
  const more = nextOf(content, new URL(url));
  const following = api.lists[api.lists.indexOf(list) + 1];
  const next = more ? { list, url: more.href } : following === undefined ? undefined : firstPage(base, api, following);
  return { text, next };
}

function contentOf(bytes: Buffer, { title }: PagedApi): Record<string, unknown> {
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString());
  } catch {
    throw new UnreadableFile('api_invalid', `${title} did not answer with JSON`);
  }
  const page = recordIn(content);
  if (!Array.isArray(page?.data)) {
    throw new UnreadableFile('api_invalid', `${title} did not answer with a page of JSON:API`);
  }
  return page;
}

function nextOf({ links }: Record<string, unknown>, current: URL): URL | undefined {
  const text = recordIn(links)?.next;
  if (typeof text !== 'string' || !URL.canParse(text, current.href)) {
    return undefined;
  }
  const next = new URL(text, current);
  // Nobody is followed elsewhere with the token.
  if (next.origin !== current.origin) {
    throw new UnreadableFile('api_invalid', `The next page is at another server: ${next.origin}`);
  }
  return next;
}
