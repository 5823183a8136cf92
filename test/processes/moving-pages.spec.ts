import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { DataKey } from '../../src/apis/license-manager/app/license-data/data-key';
import { encryptLegacy } from '../../src/apis/license-manager/app/license-data/legacy-format';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { freshDatabase } from '../testkit/database';
import { OpenShell } from '../support/open-shell';
import { PagedApi } from '../support/paged-api';
import { sampleOf } from '../testkit/sample';
import { type Sample, samplesIn } from '../support/samples';
import { until } from '../testkit/until';
import { KEYGEN, LEMON_SQUEEZY } from './import-files';
import { type MovingPage, movingPages } from './moving-files';
import { Program } from './program';

const KEYWARD = resolve(__dirname, '../../scripts/keyward.mjs');
const PAGES = readdirSync('docs/moving').map((name) => `docs/moving/${name}`);
/** Blocks have the mark `runs`, also with what it has to answer or what is prepared for it, or `not run: …`. */
const MARK = /^runs(?:, answered with (?<answer>.*)|, with an unused import)?$/;
const NOT_RUN: Readonly<Record<string, string>> = {
  'another license server': 'test/support makes its dumps and answers its API.',
  'the server of the test has these settings': '',
  'a proxy': 'There is no TLS for the name.',
};
/** The setting in the pages for LicenseBox and License Manager. */
const OLD_KEY = 'the old encryption key';
/** What the API answers to a call that it refuses. */
const REFUSED = /"error":(?:true|\{)|"status":false|"success":false|"message":"Validation/;
const MY_PRODUCT = {
  'my-product-1.2.0.zip': 'PK',
  'my-product-1.2.0.sql': 'SELECT 1;',
  'changelog.html': '<p>Faster</p>',
};

let folder: string;
/** The server of the pages, and a second one: on it an import is made that nothing has used, and it stands for the old one. */
let main: AdminServer;
let other: AdminServer;
let pages: Readonly<Record<string, MovingPage>>;
const apis: PagedApi[] = [];
beforeAll(() => Program.build());
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-moving-'));
  main = await started('moving');
  other = await started('moving_undone');
  apis.push(await PagedApi.start(KEYGEN), await PagedApi.start(LEMON_SQUEEZY));
  const [keygen, lemonSqueezy] = apis.map(({ url }) => url);
  pages = await movingPages({ keygen: keygen ?? '', lemonSqueezy: lemonSqueezy ?? '' });
});
afterAll(async () => {
  await Program.endAll();
  await Promise.all(apis.map((api) => api.stop()));
  rmSync(folder, { recursive: true });
});

interface AdminServer {
  readonly program: Program;
  /** Its URL, for commands that work on the database. */
  readonly database: string;
  readonly headers: { readonly authorization: string };
}

async function started(name: string): Promise<AdminServer> {
  const database = await freshDatabase(name);
  const program = await Program.start({
    LICENSE_DATA_OLD_KEYS: OLD_KEY,
    // The recorded APIs are at loopback.
    WEBHOOK_ALLOW_PRIVATE: '1',
    DATABASE_URL: database,
  });
  return { program, database, headers: await program.logIn(ADMIN_PASSWORD) };
}

const blocksOf = (page: string): Sample[] => samplesIn(page).filter(({ language }) => language === 'sh');

it.each(PAGES)('%s says of each command whether a test runs it', (page) => {
  const unknown = blocksOf(page).filter(
    ({ mark = '' }) => !MARK.test(mark) && !(mark.replace('not run: ', '') in NOT_RUN),
  );
  expect(unknown).toEqual([]);
});

const IMPORTED = ['cryptlex', 'edd', 'gumroad', 'keygen', 'lemon-squeezy', 'licensebox', 'licensespring'];
const ALSO_IMPORTED = ['software-license-manager', 'spreadsheets', 'v2'];

it.each(sampleOf([...IMPORTED, ...ALSO_IMPORTED], 3, 'moving-pages'))(
  'docs/moving/%s.md leads to a program that is answered, and back',
  async (name) => {
    const { files = {}, typed = {} } = pages[name] ?? {};
    const operator = await Operator.at(main, { ...typed, 'https://old-keygen.example.com': other.program.url }, files);
    const blocks = blocksOf(`docs/moving/${name}.md`);
    for (const block of blocks) {
      await operator.perform(block);
    }
    expect([operator.answers > 0, operator.undone]).toEqual([true, 1]);
    const { body } = await other.program.call('GET', '/api/v1/licenses', undefined, other.headers);
    expect(body.items).toEqual([]);
    // A program has used it on the first server.
    const shell = await Operator.at(main, { IMPORT: operator.confirmed });
    await expect(shell.type('npx keyward import undo IMPORT')).rejects.toThrow('used since');
  },
);

it('docs/moving/license-manager.md leads to a license file that is accepted', async () => {
  const page = 'docs/moving/license-manager.md';
  const [, licenses = '', activations = ''] = samplesIn(page)
    .filter(({ language }) => language === '')
    .map(({ text }) => text);
  const blocked = 'AAAA-BBBB-CCCC-0002\n';
  const files = {
    'licenses.txt': licenses,
    'activations.txt': activations,
    'blocked.txt': blocked,
    'invalid.txt': blocked,
  };
  const plain = Buffer.from(JSON.stringify({ license: 'AAAA-BBBB-CCCC-0001', client: 'Ann Buyer' }));
  const file = encryptLegacy(plain, new DataKey(OLD_KEY), randomBytes(16));
  const operator = await Operator.at(main, {}, { ...files, ...MY_PRODUCT, 'license.lic': file });
  const products = { reference: 'OLD-PROD-001', name: 'Old' };
  await main.program.call('POST', '/api/v1/products', products, main.headers);
  for (const block of blocksOf(page)) {
    await operator.perform(block);
  }
  expect(operator.answers).toBe(2);
});

it('docs/moving/shadowing.md shows the answers of two servers that differ, and ends with this one', async () => {
  const operator = await Operator.at(main, { 'https://old-licenses.example.com': other.program.url });
  const [forward, agreement, ...rest] = blocksOf('docs/moving/shadowing.md');
  if (!forward || !agreement) {
    throw new Error('The page has no commands');
  }
  await operator.perform(forward);
  await main.program.call('GET', '/api/external/connection-check', undefined, { 'x-api-key': 'unknown' });
  await until('the answers are compared', async () => (await operator.perform(agreement)).includes('connection-check'));
  for (const block of rest) {
    await operator.perform(block);
  }
});

/** Types the commands of a page, with values instead of placeholders. */
class Operator {
  /** Program calls that were answered as the page says. */
  answers = 0;
  /** Imports that were undone. */
  undone = 0;
  /** The import that the page has confirmed. */
  confirmed = '';
  private readonly imports: Sample[] = [];

  private constructor(
    private readonly shell: OpenShell,
    private readonly typed: Record<string, string>,
    private readonly files: Readonly<Record<string, string | Buffer>>,
  ) {}

  static async at(
    { program, database, headers }: AdminServer,
    typed: Readonly<Record<string, string>> = {},
    files: Readonly<Record<string, string | Buffer>> = {},
  ): Promise<Operator> {
    const { body } = await program.call('GET', '/api/v1/policies?limit=1', undefined, headers);
    const variables = {
      KEYWARD_URL: program.url,
      KEYWARD_TOKEN: headers.authorization.replace('Bearer ', ''),
      // For a rehearsal, whose API is at loopback as well.
      DATABASE_URL: database,
      WEBHOOK_ALLOW_PRIVATE: '1',
    };
    const all = { 'admin.curl': `header = "authorization: ${headers.authorization}"\n`, ...files };
    const home = mkdtempSync(join(folder, 'home-'));
    Object.entries(all).forEach(([name, content]) => writeFileSync(join(home, name), content));
    const own = {
      'localhost:8080': new URL(program.url).host,
      'at least eight characters': ADMIN_PASSWORD,
      'ID-OF-A-POLICY': body.items[0].id,
    };
    return new Operator(OpenShell.open(home, variables), { ...typed, ...own }, files);
  }

  async perform({ mark = '', text }: Sample): Promise<string> {
    const { answer } = MARK.exec(mark)?.groups ?? {};
    if (mark.startsWith('not run')) {
      return '';
    }
    if (mark.endsWith('with an unused import')) {
      await this.undoElsewhere(text);
      return '';
    }
    const printed = await this.type(text);
    expect(printed.output).not.toMatch(REFUSED);
    expect(printed.output).toContain(answer ?? '');
    this.answers += answer === undefined ? 0 : 1;
    if (text.includes('keyward import')) {
      this.imports.push({ text, mark, heading: '', language: 'sh' });
    }
    return printed.output;
  }

  /** An import names itself when it begins. */
  async type(text: string): Promise<{ readonly output: string; readonly errors: string }> {
    const printed = await this.shell.type(this.filledIn(text));
    const [, id] = /^Import (\S+)$/m.exec(printed.errors) ?? [];
    this.typed.IMPORT = this.confirmed = id ?? this.confirmed;
    return printed;
  }

  /** Imports on the second server, and goes back before anybody has used it. */
  private async undoElsewhere(text: string): Promise<void> {
    const { IMPORT: _, ...typed } = this.typed;
    const there = await Operator.at(other, typed, this.files);
    for (const block of this.imports) {
      await there.perform(block);
    }
    expect((await there.type(text)).output).toContain('undone');
    this.undone += 1;
  }

  private filledIn(text: string): string {
    const typed = { ...this.typed, 'npx keyward': `${process.execPath} ${KEYWARD}` };
    const longestFirst = Object.entries(typed).sort(([one], [other_]) => other_.length - one.length);
    return longestFirst.reduce((filled, [from, to]) => filled.replaceAll(from, to), text);
  }
}
