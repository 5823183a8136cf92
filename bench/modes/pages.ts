import { Browser } from '../../src/testkit/browser';
import { percentile, rounded } from '../figures';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { seed, seedOrders } from '../seed';
import { timedBy, type Timed } from '../timed';
import type { Bench } from './mode';

const LOG_ROWS = 3;
const ORDERS_PER_LICENSE = 15 / 4;
/** Links deeper than these are mostly those of other rows of the same lists. */
const DEPTH = 3;
/** Links to rows of a list that lead to the same kind of page. */
const OF_A_KIND = 2;
const SLOWEST = 25;

/** Every page of the console that links lead to, and searches and reports with conditions, as an admin. */
export async function pages({ options, database, cleanup, report }: Bench): Promise<void> {
  const { licenses } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  if (keyward.isNew) {
    await seed(keyward.pool, { licenses, logRows: LOG_ROWS, varied: true });
    await seedOrders(keyward.pool, licenses * ORDERS_PER_LICENSE);
  }
  const browser = await signedIn(keyward);
  const found = await linked(browser);
  const rows: Timed[] = [];
  for (const path of [...found, ...CONDITIONS]) {
    rows.push(await timedBy(path, async () => (await browser.get(path)).status));
  }
  rows.sort((a, b) => b.median_ms - a.median_ms);
  printTable(rows.slice(0, SLOWEST).map((row) => ({ ...row })));
  const medians = rows.map((row) => row.median_ms).sort((a, b) => a - b);
  const share = (part: number): number => rounded(percentile(medians, part));
  const summary = { pages: rows.length, p50_ms: share(0.5), p90_ms: share(0.9), p99_ms: share(0.99) };
  printTable([summary]);
  const refused = rows.filter(({ status }) => status !== 200);
  if (refused.length > 0) {
    throw new Error(`Not answered with 200: ${refused.map(({ call, status }) => `${call} (${status})`).join(', ')}`);
  }
  report.write({ pages: { ...report.conditions, licenses, ...summary } });
}

async function signedIn(keyward: Keyward): Promise<Browser> {
  const browser = new Browser({
    async visit({ method, url, headers, payload = '' }) {
      const answer = await fetch(keyward.url + url, {
        method,
        headers,
        redirect: 'manual',
        ...(method === 'POST' && { body: payload.toString() }),
      });
      return {
        status: answer.status,
        headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
        html: await answer.text(),
      };
    },
  });
  await browser.signIn('admin', keyward.password);
  return browser;
}

/** Paths of pages that links of the console lead to. */
async function linked(browser: Browser): Promise<string[]> {
  const seen = new Map<string, number>();
  const found: string[] = [];
  let wanted = ['/console/overview'];
  for (let depth = 0; depth <= DEPTH; depth++) {
    const next: string[] = [];
    for (const path of wanted) {
      const { status, headers, html } = await browser.get(path);
      if (status === 200 && String(headers['content-type']).startsWith('text/html')) {
        found.push(path);
        next.push(...hrefsOf(html).filter((href) => isNew(href, seen)));
      }
    }
    wanted = next;
  }
  return found;
}

function hrefsOf(html: string): string[] {
  return [...html.matchAll(/ href="(\/[^"#]*)/g)]
    .map(([, href = '']) => href.replaceAll('&amp;', '&'))
    .filter((href) => !/^\/(?:assets|api|docs|logout|metrics)|export\.|\.csv|[?&]cursor=/.test(href));
}

/** Whether few links of this kind were seen: with other ids and values in their query, links are of one kind. */
function isNew(href: string, seen: Map<string, number>): boolean {
  const kind = href.replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}|\d+/g, 'N').replaceAll(/=[^&]*/g, '=');
  const count = (seen.get(kind) ?? 0) + 1;
  seen.set(kind, count);
  return count <= OF_A_KIND;
}

/** Searches and reports that no page links to. */
const CONDITIONS = [
  ...[
    'q=KEY',
    'q=example.com',
    'q=zzzz-none',
    `q=${encodeURIComponent('会社')}`,
    `q=${encodeURIComponent('株式会社')}`,
  ],
  ...['expires_within=30&unseen_for=60', 'use=full', 'use=shared', 'country=DE', 'version=1.', 'status=expired'],
].map((query) => `/console/licenses?${query}`);
