import type { ApiAnswer } from '../../../core/common';
import { recordIn } from './sources/record-in';
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
  /** Queries of a first page; the next one if the server refuses one with 400. */
  readonly firstPages: readonly string[];
  /** A list of each resource of other lists, read before the page with the resource if the list itself is not empty. */
  readonly nested?: { readonly list: string; readonly of: readonly string[] };
}

const PAGE_SIZE = 100;
const NUMBERED = `page[number]=1&page[size]=${PAGE_SIZE}`;

export const PAGED_APIS: Readonly<Record<string, PagedApi>> = {
  'lemon-squeezy': {
    title: 'Lemon Squeezy',
    url: 'https://api.lemonsqueezy.com/v1',
    tokenName: 'LEMON_SQUEEZY_API_KEY',
    lists: ['products', 'subscriptions', 'license-keys', 'license-key-instances'],
    firstPages: [NUMBERED],
  },
  keygen: {
    title: 'Keygen',
    url: 'https://api.keygen.sh/v1/accounts/{account}',
    tokenName: 'KEYGEN_TOKEN',
    lists: ['products', 'entitlements', 'policies', 'users', 'licenses', 'machines', 'releases'],
    // Page numbers end at 100 (app/models/concerns/pageable.rb of keygen-api). Servers from before 2025 have no cursors.
    firstPages: [`page[cursor]=&page[size]=${PAGE_SIZE}`, NUMBERED],
    nested: { list: 'entitlements', of: ['policies', 'licenses'] },
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

/** Address of the next page. */
export interface PagePlace {
  readonly list: string;
  readonly url: string;
  /** Position of the query that the server accepts for first pages. */
  readonly query: number;
  /** Whether resources can have something in their nested list. */
  readonly hasNested: boolean;
  /** IDs on the page whose nested lists were read: the page is read once more. */
  readonly done?: readonly string[];
  /** Only for a nested list: the page with its owner, and the owners whose lists come next. */
  readonly owners?: { readonly page: PagePlace; readonly left: readonly string[] };
}

export interface ApiPage {
  /** JSON in one line; empty if nothing of the page is kept. */
  readonly text: string;
  /** Undefined after the last page of the last list. */
  readonly next?: PagePlace;
}

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
export function firstPage(
  base: string,
  api: PagedApi,
  {
    list = api.lists[0] ?? '',
    query = 0,
    hasNested = false,
  }: Partial<Pick<PagePlace, 'list' | 'query' | 'hasNested'>> = {},
): PagePlace {
  return { list, url: `${base}/${list}?${api.firstPages[query]}`, query, hasNested };
}

/**
 * The page of an answer; undefined for an error.
 * @throws UnreadableFile
 */
export function pageIn(
  { status, bytes }: ApiAnswer,
  base: string,
  api: PagedApi,
  place: PagePlace,
): ApiPage | undefined {
  if (status !== 200) {
    const other = status === 400 ? otherQuery(api, place) : undefined;
    return other && { text: '', next: other };
  }
  const content = contentOf(bytes, api);
  const unread = unreadOwners(content, api, place);
  if (unread.length > 0) {
    const page = { ...place, done: [...(place.done ?? []), ...unread] };
    return { text: '', next: nestedPage(base, api, page, unread) };
  }
  return { text: `${JSON.stringify(content)}\n`, next: following(content, base, api, place) };
}

/** Owners on the page whose nested lists have to be read before it. */
function unreadOwners(
  { data }: JsonPage,
  { nested, title }: PagedApi,
  { list, hasNested, owners, done }: PagePlace,
): string[] {
  if (!hasNested || owners || !nested?.of.includes(list)) {
    return [];
  }
  if (data.length > PAGE_SIZE) {
    throw new UnreadableFile('api_invalid', `${title} sends more than ${PAGE_SIZE} items a page`);
  }
  return idsIn(data).filter((id) => !done?.includes(id));
}

function nestedPage(base: string, api: PagedApi, page: PagePlace, [id = '', ...left]: readonly string[]): PagePlace {
  const { list, query, hasNested } = page;
  const url = `${base}/${list}/${encodeURIComponent(id)}/${api.nested?.list}?${api.firstPages[query]}`;
  return { list, url, query, hasNested, owners: { page, left } };
}

function following(content: JsonPage, base: string, api: PagedApi, place: PagePlace): PagePlace | undefined {
  const { list, query, owners, url } = place;
  const hasNested = place.hasNested || (list === api.nested?.list && content.data.length > 0);
  const more = nextOf(content, new URL(url));
  if (more) {
    return { list, url: more.href, query, hasNested, ...(owners && { owners }) };
  }
  if (owners) {
    return owners.left.length > 0 ? nestedPage(base, api, owners.page, owners.left) : owners.page;
  }
  const next = api.lists[api.lists.indexOf(list) + 1];
  return next === undefined ? undefined : firstPage(base, api, { list: next, query, hasNested });
}

/** The same first page with the query that is tried next. */
function otherQuery({ firstPages }: PagedApi, { query, url, ...place }: PagePlace): PagePlace | undefined {
  const [refused, other] = firstPages.slice(query);
  return other !== undefined && url.endsWith(`?${refused}`)
    ? { ...place, url: `${url.slice(0, -(refused ?? '').length)}${other}`, query: query + 1 }
    : undefined;
}

interface JsonPage {
  readonly data: readonly unknown[];
  readonly links?: unknown;
}

function idsIn(data: readonly unknown[]): string[] {
  return data.flatMap((one) => {
    const id = recordIn(one)?.id;
    return typeof id === 'string' ? [id] : [];
  });
}

function contentOf(bytes: Buffer, { title }: PagedApi): JsonPage {
  let content: unknown;
  try {
    content = JSON.parse(bytes.toString());
  } catch {
    throw new UnreadableFile('api_invalid', `${title} did not answer with JSON`);
  }
  const page = recordIn(content);
  const data: unknown = page?.data;
  if (!Array.isArray(data)) {
    throw new UnreadableFile('api_invalid', `${title} did not answer with a page of JSON:API`);
  }
  return { ...page, data };
}

function nextOf({ links }: JsonPage, current: URL): URL | undefined {
  const text = recordIn(links)?.next;
  if (typeof text !== 'string' || !URL.canParse(text, current.href)) {
    return undefined;
  }
  const next = new URL(text, current);
  // A link to another server is not followed: it would receive the token.
  if (next.origin !== current.origin) {
    throw new UnreadableFile('api_invalid', `The next page is at another server: ${next.origin}`);
  }
  return next;
}
