import type { HTMLElement } from 'node-html-parser';
import { Browser, type Visit } from '../testkit/browser';
import { CONSOLE_PAGES } from '../support/console-pages';
import {
  actionOf,
  type Change,
  changed,
  changesOf,
  type Fields,
  fieldsOf,
  mainForm,
  send,
  valuesOf,
} from '../support/form-walk';
import { sampleOf } from '../testkit/sample';
import { TestServer } from '../testkit/server';

/** Pages whose form shows what it has saved, by their names. */
const EDITING = /-edit$|^(license-change|settings(-(?!search)[a-z-]+)?|dialect|mail-template|role|person)$/;
/** Fields of other forms beside them: searches and buttons that add a row. */
const NOT_SAVED = ['webhook-edit q', 'webhook-edit add', 'webhook-new q', 'webhook-new add', 'lead-edit activity_text'];

/** Forms that create what a form of the same fields changes, with what they need. */
const CREATING: Record<string, Record<string, string>> = {
  'customer-new': { name: 'Walked #' },
  'group-new': { name: 'Walked #' },
  'policy-new': { name: 'Walked #' },
  'product-new': { name: 'Walked #', reference: 'walked-#' },
  'app-bundle-new': { app_bundle_id: 'com.example.walked#', expires_at: '2031-01-01' },
  'resource-new': { type: 'phone', identifier: 'walked-#' },
  'key-pool-new': { name: 'Walked #' },
  'lead-create': {
    name: 'Walked #',
    type: 'school',
    'contact_name[]': 'Ada',
    'contact_emails[]': 'walked@example.com',
  },
  'webhook-new': { url: 'https://walked-#.example/', 'events[]': 'license.*' },
};

let server: TestServer;
let browser: Browser;
let created = 0;
beforeAll(async () => {
  server = await TestServer.shared();
  browser = new Browser(server);
  await browser.signIn();
});
afterAll(() => server.stop());

const addressOf = async ({ path }: (typeof CONSOLE_PAGES)[number]) =>
  typeof path === 'string' ? path : await path(server);

/** As many fields as are walked each day; all of them in a deep run. */
const aTenthOf = (changes: Change[], page: string) => sampleOf(changes, Math.ceil(changes.length / 10), page);

const formAt = async (path: string) => mainForm((await browser.get(path)).html);

type Form = HTMLElement | undefined;

/** Sends a form with one change, and looks for it in the form of a page that is opened afterwards. */
async function outcomeOf(
  page: string,
  path: string,
  form: Form,
  change: Change,
  shownAt: (to: Visit) => Promise<string>,
) {
  const sent = changed(required(form === undefined ? [] : fieldsOf(form), CREATING[page]), change);
  const answer = await send(browser, form === undefined ? path : actionOf(form), sent);
  if (answer.status >= 400) {
    return { page, ...change, result: 'refused', saved: undefined } as const;
  }
  const saved = await formAt(await shownAt(answer));
  const kept = saved === undefined ? [] : valuesOf(fieldsOf(saved), change.name);
  const isKept = kept.join('\n') === valuesOf(sent, change.name).join('\n');
  return { page, ...change, result: isKept ? 'used' : 'dropped', saved } as const;
}

function required(fields: Fields, values: Record<string, string> = {}): Fields {
  created += 1;
  const others = fields.filter(([name]) => values[name] === undefined);
  return [
    ...others,
    ...Object.entries(values).map(([name, value]): Fields[number] => [name, value.replace('#', String(created))]),
  ];
}

it('keeps or refuses what is entered in each field of a form that changes something', async () => {
  const outcomes = [];
  for (const page of CONSOLE_PAGES.filter(({ name }) => EDITING.test(name))) {
    const path = await addressOf(page);
    let form = await formAt(path);
    const changes = form === undefined ? [] : changesOf(form);
    expect([page.name, changes.length]).not.toEqual([page.name, 0]);
    const kept = changes.filter(({ name }) => !NOT_SAVED.includes(`${page.name} ${name}`));
    for (const change of aTenthOf(kept, page.name)) {
      form ??= await formAt(path);
      const { saved, ...outcome } = await outcomeOf(page.name, path, form, change, () => Promise.resolve(path));
      outcomes.push(outcome);
      form = saved;
    }
  }
  expect(outcomes.filter(({ result }) => result === 'dropped')).toEqual([]);
  expect(outcomes.filter(({ result }) => result === 'used').length).toBeGreaterThan(outcomes.length / 2);
});

it('keeps or refuses what is entered in each field of a form that creates something', async () => {
  const outcomes = [];
  for (const page of CONSOLE_PAGES.filter(({ name }) => CREATING[name] !== undefined)) {
    const path = await addressOf(page);
    let form = await formAt(path);
    const changes = form === undefined ? [] : changesOf(form);
    const free = changes.filter(
      ({ name }) => CREATING[page.name]?.[name] === undefined && !NOT_SAVED.includes(`${page.name} ${name}`),
    );
    for (const change of aTenthOf(free, page.name)) {
      form ??= await formAt(path);
      const { page: name, result, value } = await outcomeOf(page.name, path, form, change, editPage);
      outcomes.push({ page: name, name: change.name, value, result });
      form = undefined;
    }
  }
  expect(outcomes.filter(({ result }) => result === 'dropped')).toEqual([]);
  expect(outcomes.filter(({ result }) => result === 'used').length).toBeGreaterThan(outcomes.length / 2);
});

/** The form that changes what was created, from the page that is shown then. */
async function editPage({ location, html }: Visit): Promise<string> {
  const page = location === undefined ? html : (await browser.get(location)).html;
  const main = page.slice(page.indexOf('<main'));
  const [, form] = /href="([^"]*\/edit)"/.exec(main) ?? [];
  // A page that shows a secret once leads to what was created.
  const [, record] = /href="([^"]*\/[0-9a-f-]{36})"/.exec(main) ?? [];
  return form ?? location ?? `${record}/edit`;
}
