import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { addLanguages } from '../../../src/core/i18n/added-languages';
import { PAGE_LANGUAGES } from '../../../src/core/i18n/language';
import { readSource } from '../../../src/core/i18n/messages';
import { RUN_BACKGROUND_JOBS } from '../../../src/core/platform/background-jobs/run-background-jobs';
import { aProductWith } from '../../testkit/callers';
import { checkImport } from '../../testkit/forms';
import { declare } from '../../support/grants';
import { issued } from '../../testkit/issue';
import { Browser } from '../../testkit/browser';
import { createLoggedInUser, PASSWORD } from '../../testkit/users';
import { runQueued } from '../../testkit/jobs';
import { TestServer } from '../../testkit/server';
import { signedIn } from '../../support/signed-in';

/** A folder with a file of texts in another language. */
function folderWith(name: string, texts: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-languages-'));
  writeFileSync(join(folder, name), texts);
  return folder;
}

let server: TestServer;
let browser: Browser;
let aBrowser: () => Browser;
beforeAll(async () => {
  server = await TestServer.shared();
  aBrowser = await signedIn(server);
});
afterAll(() => server.stop());
beforeEach(() => {
  browser = aBrowser();
});

const pathsOf = (html: string): (string | undefined)[] =>
  [...html.matchAll(/name="next" value="([^"]*)"/g)].map(([, path]) => path);

it('may be one of a file that was added, with English for what the file lacks', async () => {
  const french = {
    words: { cancel: 'Annuler' },
    settings: { title: 'ignored, because the English text refers to another', saveCount: '{count, plural, one {x' },
    vocabulary: { settings: 'Paramètres', deletedName: '{nom} est supprimé' },
  };
  const folder = folderWith('fr.json', JSON.stringify({ ...french, noSuchPage: { title: 'x' } }));
  const own = await TestServer.start({ I18N_DIR: folder }, server.databaseUrl);
  try {
    const visitor = new Browser(own, { 'accept-language': 'fr' });
    await visitor.signIn();
    const { html } = await visitor.get('/console/settings/general');
    expect(html).toContain('<html lang="fr">');
    expect(html).toContain('>Paramètres<');
    expect(html).toContain('Save settings');
    expect(html).toContain('value="fr" lang="fr" aria-pressed="true">français</button>');
    expect((await visitor.get('/console/policies')).status).toBe(200);
    const chosen = await visitor.post('/console/language', { language: 'de', next: '/account' });
    expect([chosen.status, (await visitor.post('/console/language', { language: 'it' })).status]).toEqual([303, 400]);
  } finally {
    await own.stop();
    PAGE_LANGUAGES.splice(PAGE_LANGUAGES.indexOf('fr'), 1);
  }
});

it('names what is wrong with the files of added languages', () => {
  const added = (name: string, texts: string) => addLanguages(folderWith(name, texts), () => readSource('en'));
  expect(added('fr.json', 'no JSON')).toEqual([expect.stringMatching(/fr.json is not used: SyntaxError/)]);
  expect(added('de.json', '{}')).toEqual([expect.stringMatching(/de.json is not used: its name/)]);
  const [unfit] = added('fr.json', '{"vocabulary":{"deletedName":"{nom} est supprimé"}}');
  expect(unfit).toMatch(/1 texts are shown in English, such as vocabulary.deletedName/);
  PAGE_LANGUAGES.splice(PAGE_LANGUAGES.indexOf('fr'), 1);
  expect(addLanguages('/no/such/folder', () => readSource('en'))).toEqual([]);
});

describe('the language', () => {
  it('is that of the browser before the sign-in, and until one is chosen', async () => {
    const stranger = new Browser(server, { 'accept-language': 'de-AT,de;q=0.9,en;q=0.1' });
    expect((await stranger.get('/login')).html).toContain('<html lang="de">');
    await stranger.signIn();
    expect((await stranger.get('/leads/')).html).toContain('Lead anlegen');
    const { html } = await browser.get('/leads/');
    expect(html).toContain('Add lead');
  });

  it('is chosen on any page, and leads back to it', async () => {
    const { html } = await browser.get('/leads/?q=a%26b');
    expect(pathsOf(html)).toEqual(['/leads/?q=a%26b']);
    const chosen = await browser.post('/console/language', { language: 'zh', next: '/leads/?q=a%26b' });
    expect([chosen.status, chosen.location]).toEqual([303, '/leads/?q=a%26b']);
    expect(browser.lastCookies).toEqual([
      expect.stringMatching(/^keyward_language=zh; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/),
    ]);
    const { html: chinese } = await browser.get('/leads/');
    expect(chinese).toContain('<html lang="zh">');
    expect(chinese).toContain('潜在客户');
    expect(chinese).toContain('value="zh" lang="zh" aria-pressed="true">中文</button>');
  });

  it('can be chosen before the sign-in', async () => {
    const stranger = new Browser(server);
    const { html } = await stranger.get('/login?next=%2Fleads%2F');
    expect(pathsOf(html)).toContain('/login?next=%2Fleads%2F');
    const { location } = await stranger.post('/console/language', { language: 'de', next: '/login?next=%2Fleads%2F' });
    expect(location).toBe('/login?next=%2Fleads%2F');
    expect((await stranger.get('/login')).html).toContain('<html lang="de">');
  });

  it.each(['https://evil.example/', '//evil.example', '/\\evil.example', 'leads', ''])(
    'does not lead to %j',
    async (next) => {
      const { status, location } = await browser.post('/console/language', { language: 'de', next });
      expect([status, location]).toEqual([303, '/console']);
    },
  );

  it.each(['fr', '', 'en; Secure', '<script>'])('cannot be %j', async (language) => {
    const { status, html } = await browser.post('/console/language', { language });
    expect(status).toBe(400);
    expect(html).not.toContain('<script>');
    expect(browser.cookies.get('keyward_language')).toBeUndefined();
  });

  it('is not chosen by a form of another site', async () => {
    const { status } = await browser.post(
      '/console/language',
      { language: 'de' },
      { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
    );
    expect(status).toBe(403);
  });

  it('follows a refused form back to the page that has it', async () => {
    const referer = 'http://localhost/leads/create';
    const headers = { 'sec-fetch-site': 'same-origin', referer, host: 'localhost' };
    const { status, html } = await browser.post('/leads/create', { name: '' }, headers);
    expect([status, pathsOf(html)]).toEqual([422, ['/leads/create']]);
  });
});

describe('errors', () => {
  const inGerman = async (): Promise<Browser> => {
    const german = new Browser(server, { 'accept-language': 'de' });
    await german.signIn();
    return german;
  };

  it('are in the language of the page, with the label of the field', async () => {
    const german = await inGerman();
    const { status, html } = await german.post('/leads/create', {
      contacts_shown: '1',
      name: 'x',
      type: 'y',
      city: 'c'.repeat(300),
    });
    expect(status).toBe(422);
    expect(html).toContain('<title>Fehler: Lead anlegen');
    expect(html).toContain('Der Lead wurde nicht gespeichert: 1 Feld ist zu ändern');
    expect(html).toContain('<a href="#field-city">Stadt und Land: Höchstens 255 Zeichen eingeben.</a>');
    expect(html).toContain('<span>Höchstens 255 Zeichen eingeben.</span>');
  });

  it('have pages in the language of the browser', async () => {
    const german = await inGerman();
    expect((await german.get('/console/nothing')).html).toContain('Diese Seite gibt es nicht');
    const { username } = await createLoggedInUser(server, 'viewer');
    const viewer = new Browser(server, { 'accept-language': 'zh' });
    await viewer.signIn(username, PASSWORD);
    const { status, html } = await viewer.get('/leads/create');
    expect(status).toBe(403);
    expect(html).toContain(`当前登录用户：<b>${username}</b>`);
  });
});

describe('a form that is sent after its session ended', () => {
  it('leads to the sign-in, which says so, and back to the page', async () => {
    const other = new Browser(server);
    const headers = { 'sec-fetch-site': 'same-origin', referer: 'http://localhost/leads/create', host: 'localhost' };
    const sent = await other.post('/leads/create', { name: 'Typed' }, headers);
    expect([sent.status, sent.location]).toEqual([303, '/login?next=%2Fleads%2Fcreate']);
    expect((await other.get('/login?next=%2Fleads%2Fcreate')).html).toContain('The session has ended');
    expect((await other.get('/login')).html).not.toContain('The session has ended');
  });

  it('says nothing to who only opened a page', async () => {
    const other = new Browser(server);
    await other.get('/leads/');
    expect((await other.get('/login')).html).not.toContain('The session has ended');
  });
});

describe('rows of an import', () => {
  /** The errors of a file, in German. */
  async function errorsOf(path: string, csv: string): Promise<string[]> {
    const { path: file } = await checkImport(browser, path, csv);
    return (await browser.get(`${file}/errors`)).html.trim().split('\n').slice(1);
  }

  it('of licenses are explained in the language', async () => {
    await browser.post('/console/language', { language: 'de' });
    const product = await aProductWith(server, 'granting', {});
    await declare(server, product, 'tier', { type: 'choice', choices: ['small', 'large'] });
    await issued(server, { key: 'TAKEN' });
    const { body: group } = await server.asAdmin('POST', '/api/v1/groups', { body: { name: 'Few', max_licenses: 1 } });
    const columns = 'product,products,key,policy,max_users,users,group,entitlements,policy_overrides';
    const rows = [
      'granting,,TAKEN,,,,,,',
      'granting,,NEW,,,,,,',
      'granting,,NEW,,,,,,',
      'granting,v2-default; granting,,,,,,,',
      'nowhere,,,,,,,,',
      'granting,,,00000000-0000-4000-8000-000000000000,,,,,',
      'granting,,,,1,a; b,,,',
      `granting,,,,,,${group.id},,`,
      `granting,,,,,,${group.id},,`,
      'granting,,,,,,,"{""tier"":""huge"",""none"":true}",',
      'granting,,,,,,,,"{""denied_countries"":[""FR""]}"',
      'granting,,a b,,,,,,"{""colour"":1}"',
    ];
    const file = await checkImport(browser, '/console/licenses/import', [columns, ...rows].join('\n'));
    const { location } = await browser.post(file.path, { do: 'check' });
    await runQueued(server, RUN_BACKGROUND_JOBS);
    const { html: csv } = await browser.get(`${location}/mistakes.csv`);
    const mistakes: string[][] = parse(csv, { from: 2 });
    expect(mistakes.map((cells) => cells.slice(-2).join(': '))).toEqual([
      '2: Schlüssel: Das ist schon vergeben. Etwas anderes wählen.',
      '4: Schlüssel: Zeile 3 hat denselben Schlüssel.',
      '5: Weitere Produkte: products muss mit product beginnen.',
      '6: Produkt: Produkt nicht gefunden.',
      '7: Richtlinie: Richtlinie nicht gefunden.',
      '8: Benutzer: Es sind mehr Benutzer als max_users.',
      '10: Gruppe: Diese Gruppe kann nicht mehr Lizenzen haben.',
      '11: Freischaltungen (JSON): Das Produkt hat none nicht. Freischaltungen (JSON): Die Freischaltung tier muss eines davon sein: small, large.',
      '12: Eigenes Verhalten (JSON): Länderregeln brauchen eine Länderdatenbank: COUNTRY_DATABASE setzen.',
      '13: Schlüssel: 1 bis 255 Zeichen ohne Leerzeichen eingeben. Eigenes Verhalten (JSON): Dieses Feld ist unbekannt.',
    ]);
  });

  it('of leads, customers and resources are explained in the language', async () => {
    await browser.post('/console/language', { language: 'de' });
    expect(await errorsOf('/leads/import', 'name,type\nTwice,company\nTwice,school\n')).toEqual([
      '3,type,"Zeile 2 hat denselben Namen, aber bei type einen anderen Wert."',
    ]);
    expect(await errorsOf('/console/customers/import', 'name,reference\nAda,a\nBo,a\n')).toEqual([
      '3,reference,Ein anderer Kunde hat diesen Wert schon.',
    ]);
    expect(await errorsOf('/console/resources/import', 'type,identifier\nip,1\nip,1\n')).toEqual([
      '3,identifier,Zeile 2 hat dieselbe Art und Kennung.',
    ]);
  });
});
