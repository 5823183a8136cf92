import { setTimeout as elapsed } from 'node:timers/promises';
import { bytesUpTo } from '../../common/http/bytes-up-to';
import { CliError } from '../kit/cli-error';

/** Another server whose API has JSON:API pages. */
interface PagedApi {
  readonly title: string;
  /** `{account}` stands for the account. */
  readonly url: string;
  /** Environment variable with the token; a command line is visible to everybody on the machine. */
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
    lists: ['products', 'license-keys', 'license-key-instances'],
    firstPages: [NUMBERED],
  },
  keygen: {
    title: 'Keygen',
    url: 'https://api.keygen.sh/v1/accounts/{account}',
    tokenName: 'KEYGEN_TOKEN',
    lists: ['products', 'entitlements', 'policies', 'users', 'licenses', 'machines', 'releases'],
    // By app/models/concerns/pageable.rb of keygen-api, a page number is at most 100. Servers of before 2025 know no cursors.
    firstPages: [`page[cursor]=&page[size]=${PAGE_SIZE}`, NUMBERED],
    nested: { list: 'entitlements', of: ['policies', 'licenses'] },
  },
};

export interface ApiAccess {
  /** Instead of the usual address. */
  readonly url?: string;
  readonly account?: string;
  readonly token: string;
  /** Called before each page. */
  readonly progress?: (list: string, page: number) => void;
  /** Milliseconds of the first pause before a repetition; each one is twice as long. */
  readonly pauseMs?: number;
  readonly timeoutMs?: number;
}

const TRIES = 6;
const PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const TIMEOUT_MS = 60_000;
const MAX_PAGE_BYTES = 4 * 1024 ** 2;
const REFUSED = Symbol('refused');
/** Passing faults, and a limit of requests. */
const REPEATED = [408, 429, 500, 502, 503, 504];

/**
 * Reads all pages, each as the text of one line. Only one page is held in memory.
 * @throws CliError if a page cannot be read
 */
export async function* apiPages(api: PagedApi, access: ApiAccess): AsyncGenerator<string> {
  const base = baseOf(api, access);
  const isNested = new Set<string>();
  const quietly = { ...access, progress: () => undefined };
  for (const list of api.lists) {
    for await (const page of pagesOf(`${base}/${list}`, list, api, access)) {
      const ids = idsIn(page);
      if (list === api.nested?.list && ids.length > 0) {
        api.nested.of.forEach((owners) => isNested.add(owners));
      }
      for (const id of isNested.has(list) ? ids : []) {
        yield* linesOf(pagesOf(`${base}/${list}/${encodeURIComponent(id)}/${api.nested?.list}`, list, api, quietly));
      }
      yield `${JSON.stringify(page)}\n`;
    }
  }
}

async function* linesOf(pages: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const page of pages) {
    yield `${JSON.stringify(page)}\n`;
  }
}

async function* pagesOf(path: string, list: string, api: PagedApi, access: ApiAccess): AsyncGenerator {
  const seen = new Set<string>();
  let [next, ...others] = api.firstPages.map((query): URL | undefined => new URL(`${path}?${query}`));
  for (let page = 1; next; page++) {
    access.progress?.(list, page);
    seen.add(next.href);
    const content = await pageAt(next, api, access, others.length > 0);
    if (content === REFUSED) {
      [next, ...others] = others;
      continue;
    }
    others = [];
    yield content;
    next = nextOf(content, next);
    if (next && seen.has(next.href)) {
      throw new CliError(`${api.title} names the same page of ${list} twice`);
    }
  }
}

function idsIn(page: unknown): string[] {
  const { data } = (page ?? {}) as { data?: unknown };
  return Array.isArray(data)
    ? data.flatMap((one: { id?: unknown } | null) => (typeof one?.id === 'string' ? [one.id] : []))
    : [];
}

function baseOf(api: PagedApi, { url = api.url, account }: ApiAccess): string {
  if (url.includes('{account}') && account === undefined) {
    throw new CliError(`Name the account of ${api.title} with --account`);
  }
  const base = url.replace('{account}', encodeURIComponent(account ?? '')).replace(/\/+$/, '');
  if (!URL.canParse(base) || !/^https?:/.test(base)) {
    throw new CliError(`${base} is no address`);
  }
  return base;
}

/** @param mayBeRefused a page that is refused with 400 is `REFUSED`, and not an error */
async function pageAt(url: URL, api: PagedApi, access: ApiAccess, mayBeRefused: boolean): Promise<unknown> {
  let pause = access.pauseMs ?? PAUSE_MS;
  for (let attempt = 1; ; attempt++) {
    const answer = await answerOf(url, access).catch(faultOf);
    if (typeof answer !== 'string' && answer.ok) {
      return contentOf(answer, api);
    }
    if (typeof answer !== 'string' && answer.status === 400 && mayBeRefused) {
      return REFUSED;
    }
    const why = typeof answer === 'string' ? answer : `status ${answer.status}`;
    if ((typeof answer !== 'string' && !REPEATED.includes(answer.status)) || attempt >= TRIES) {
      throw new CliError(`${api.title} cannot be read at ${url.pathname}: ${why}`);
    }
    const asked = typeof answer === 'string' ? 0 : Number(answer.headers.get('retry-after') ?? 0) * 1_000 || 0;
    await elapsed(Math.min(Math.max(asked, pause), LONGEST_PAUSE_MS));
    pause *= 2;
  }
}

function faultOf(error: unknown): string {
  if (error instanceof CliError) {
    throw error;
  }
  return String(error);
}

/** Nobody is followed elsewhere with the token. */
async function answerOf(url: URL, { token, timeoutMs = TIMEOUT_MS }: ApiAccess): Promise<Response> {
  const answer = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.api+json' },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  // With its body, so that a line that breaks down is tried again.
  const body = answer.ok ? await boundedText(answer) : '';
  return new Response(body, {
    status: answer.status,
    headers: { 'retry-after': answer.headers.get('retry-after') ?? '' },
  });
}

async function boundedText({ body }: Response): Promise<string> {
  const bytes = body ? await bytesUpTo(body, MAX_PAGE_BYTES) : Buffer.alloc(0);
  if (!bytes) {
    throw new CliError(`A page is larger than ${MAX_PAGE_BYTES} bytes`);
  }
  return bytes.toString();
}

async function contentOf(answer: Response, { title }: PagedApi): Promise<unknown> {
  try {
    return await answer.json();
  } catch {
    throw new CliError(`${title} did not answer with JSON`);
  }
}

function nextOf(content: unknown, current: URL): URL | undefined {
  const { links } = (content ?? {}) as { links?: { next?: unknown } | null };
  const text = links?.next;
  if (typeof text !== 'string' || !URL.canParse(text, current.href)) {
    return undefined;
  }
  const next = new URL(text, current);
  if (next.origin !== current.origin) {
    throw new CliError(`The next page is at another server: ${next.origin}`);
  }
  return next;
}
