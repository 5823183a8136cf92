import { isDeepStrictEqual } from 'node:util';
import {
  activationDates,
  applied,
  countsOf,
  importedLicenses,
  licensesToImport,
  notesOf,
  unbalanced,
  uploaded,
} from '../../support/imports';
import { TestServer } from '../../testkit/server';
import { SoftwareLicenseManager } from '../../support/slm';
import {
  type OldSlmLicense,
  oldSlmLicense,
  SLM_SECRETS,
  SLM_ZONE,
  slmAsImported,
  slmDump,
  slmOptions,
  slmWithSeats,
} from '../../support/slm-dump';

/** As mysqldump writes the tables of the plugin's release 4, with the prefix of a site. */
const DUMP = `
CREATE TABLE \`site_lic_key_tbl\` (
  \`id\` int(12) NOT NULL AUTO_INCREMENT,
  \`license_key\` varchar(255) NOT NULL,
  \`max_allowed_domains\` int(12) NOT NULL,
  \`lic_status\` enum('pending','active','blocked','expired') NOT NULL DEFAULT 'pending',
  \`first_name\` varchar(32) NOT NULL DEFAULT '',
  \`last_name\` varchar(32) NOT NULL DEFAULT '',
  \`email\` varchar(64) NOT NULL,
  \`company_name\` varchar(100) NOT NULL DEFAULT '',
  \`txn_id\` varchar(64) NOT NULL DEFAULT '',
  \`manual_reset_count\` varchar(128) NOT NULL DEFAULT '',
  \`date_created\` date NOT NULL DEFAULT '0000-00-00',
  \`date_renewed\` date NOT NULL DEFAULT '0000-00-00',
  \`date_expiry\` date NOT NULL DEFAULT '0000-00-00',
  \`product_ref\` varchar(255) NOT NULL DEFAULT '',
  \`subscr_id\` varchar(128) NOT NULL DEFAULT '',
  \`user_ref\` varchar(255) NOT NULL DEFAULT '',
  PRIMARY KEY (\`id\`)
);
INSERT INTO \`site_lic_key_tbl\` VALUES
(1,'5f1b6a7c8d9e0','1','active','Ann','O\\'Hara','Ann@Shop.example','Shop','TX-1','','2020-02-03','0000-00-00','2031-05-06','My Plugin','',''),
(2,'6a7b8c9d0e1f2','3','blocked','','','ann@shop.example','','','','2020-02-03','0000-00-00','0000-00-00','my plugin','sub_1',''),
(3,'7b8c9d0e1f2a3','2','expired','Bo','','bo@shop.example','','','','0000-00-00','0000-00-00','2021-01-01','Other','',''),
(4,'8c9d0e1f2a3b4','2','expired','Cy','','no address','','','','0000-00-00','0000-00-00','0000-00-00','','',''),
(5,'5F1B6A7C8D9E0','1','active','','','ann@shop.example','','','','2020-02-03','0000-00-00','0000-00-00','My Plugin','',''),
(6,'','1','active','','','','','','','2020-02-03','0000-00-00','0000-00-00','My Plugin','','');
INSERT INTO \`site_lic_reg_domain_tbl\` (\`id\`, \`lic_key_id\`, \`lic_key\`, \`registered_domain\`, \`item_reference\`) VALUES
(1,1,'5f1b6a7c8d9e0','www.shop.example','My Plugin'),
(2,1,'5f1b6a7c8d9e0','shop.example/blog',''),
(3,1,'5f1b6a7c8d9e0','second.example',''),
(4,9,'deleted','lost.example','');
INSERT INTO \`site_posts\` VALUES (1,'ignored');
`.replace('INSERT INTO `site_posts` VALUES', 'INSERT INTO `site_posts` (`ID`, `post_title`) VALUES');

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
afterAll(() => server.stop());

it('imports the licenses, customers and domains of Software License Manager', async () => {
  const ready = await uploaded(server, 'software-license-manager', DUMP, { time_zone: 'Europe/Berlin' });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(done, 'product')).toMatchObject({ read: 3, made: 3 });
  expect(countsOf(done, 'customer')).toMatchObject({ read: 2, made: 2 });
  expect(countsOf(done, 'license')).toMatchObject({ read: 6, made: 4, left_out: { repeated: 1, key_missing: 1 } });
  expect(countsOf(done, 'activation')).toMatchObject({ made: 3, left_out: { license_unknown: 1 } });
  const { body } = await server.asAdmin('GET', '/api/v1/licenses', { query: { batch: done.batch, limit: '10' } });
  const licenses = new Map(body.items.map((license: { key: string }) => [license.key, license]));
  expect(licenses.get('5f1b6a7c8d9e0')).toMatchObject({
    product: 'My Plugin',
    max_activations: 1,
    status: 'active',
    metadata: { txn_id: 'TX-1' },
    expires_at: '2031-05-06T21:59:59.000Z',
    created_at: '2020-02-02T23:00:00.000Z',
  });
  expect(licenses.get('6a7b8c9d0e1f2')).toMatchObject({ product: 'My Plugin', status: 'blocked', expires_at: null });
  expect(licenses.get('7b8c9d0e1f2a3')).toMatchObject({ product: 'Other', status: 'expired' });
  expect(licenses.get('8c9d0e1f2a3b4')).toMatchObject({ product: 'software-license-manager', status: 'disabled' });
  expect(Object.fromEntries(ready.notes.map(({ note, count }) => [note, count]))).toMatchObject({
    over_limit: 1,
    email_invalid: 1,
    expired_without_date: 1,
  });
});

it('imports many licenses field by field, once', async () => {
  const all = Array.from({ length: licensesToImport(120) }, (_, index) => oldSlmLicense(index + 1));
  const kept = all.filter(({ key, isRepeated }) => key !== '' && !isRepeated);
  const dump = slmDump(all.length);
  const ready = await uploaded(server, 'software-license-manager', dump, { time_zone: SLM_ZONE });
  const done = await applied(server, ready.id);
  expect([done.state, unbalanced(done)]).toEqual(['done', []]);
  expect(countsOf(ready, 'api_key')).toMatchObject({ read: 2, pending: 2, left_out: {} });
  const missing = all.filter(({ key }) => key === '').length;
  expect(countsOf(done, 'license')).toMatchObject({
    read: all.length,
    made: kept.length,
    left_out: { key_missing: missing, repeated: all.length - kept.length - missing },
  });
  const seats = kept.flatMap(({ domains, device }) => [...domains, ...(device === null ? [] : [device])]).length;
  const again = kept.filter(({ domains }) => domains.some((site) => site.endsWith('/blog'))).length;
  expect(countsOf(done, 'activation')).toMatchObject({
    read: seats + 1,
    made: seats - again,
    left_out: { license_unknown: 1, repeated: again },
  });
  const overLimit = kept.filter((old) => slmAsImported(old).activations.length > slmAsImported(old).seats).length;
  expect(overLimit).toBeGreaterThan(2);
  expect(notesOf(ready)).toEqual({
    email_invalid: kept.filter(({ buyer }) => buyer === null).length,
    expired_without_date: kept.filter((old) => old.status === 'expired' && old.expires !== '2021-01-01').length,
    zero_date: kept.filter(({ expires }) => expires === '0000-00-00').length,
    over_limit: overLimit,
  });
  const found = new Map((await importedLicenses(server, done.batch)).map((license) => [license.key, license]));
  expect(found.size).toBe(kept.length);
  const wrong = kept.filter((old) => !isDeepStrictEqual(found.get(old.key), slmWithSeats(old)));
  expect(wrong.slice(0, 2).map((old) => [found.get(old.key), slmWithSeats(old)])).toEqual([]);
  await expectAnswersOfOldServer(kept.filter(isUsable).slice(0, 8));
  const second = await applied(server, (await uploaded(server, 'software-license-manager', slmDump(30))).id);
  expect(second.counts.filter(({ made }) => made > 0)).toEqual([]);
});

it('takes the dates of activations from the log of SLM Plus, else the date of the license', async () => {
  const dump = `
INSERT INTO \`wp_lic_key_tbl\` (\`id\`, \`license_key\`, \`max_allowed_domains\`, \`lic_status\`, \`email\`, \`product_ref\`, \`date_activated\`) VALUES
(71,'SLMPLUS-1','5','active','','Dated','2022-05-06'),(72,'SLMPLUS-2','5','active','','Dated','0000-00-00');
INSERT INTO \`wp_lic_reg_domain_tbl\` (\`id\`, \`lic_key_id\`, \`lic_key\`, \`registered_domain\`) VALUES
(1,71,'SLMPLUS-1','www.logged.example'),(2,71,'SLMPLUS-1','other.example'),(3,72,'SLMPLUS-2','unknown.example');
INSERT INTO \`wp_lic_reg_devices_tbl\` (\`id\`, \`lic_key_id\`, \`lic_key\`, \`registered_devices\`) VALUES (1,71,'SLMPLUS-1','PC-1');
INSERT INTO \`wp_lic_log_tbl\` (\`id\`, \`license_key\`, \`slm_action\`, \`time\`) VALUES
(1,'SLMPLUS-1','License key activated for domain www.logged.example','2021-01-02 03:04:05'),
(2,'SLMPLUS-1','License key activated for domain www.logged.example','2021-07-08 09:10:11'),
(3,'slmplus-1','License key activated for device PC-1','2021-01-03 00:30:00'),
(4,'SLMPLUS-1','Reached maximum allowable domains','2022-01-02 03:04:05'),
(5,'SLMPLUS-2','License key activated for domain elsewhere.example','2021-01-02 03:04:05');`;
  const ready = await uploaded(server, 'software-license-manager', dump, { time_zone: SLM_ZONE });
  const done = await applied(server, ready.id);
  expect(countsOf(done, 'activation')).toMatchObject({ read: 4, made: 4 });
  expect(await activationDates(server, done.batch)).toEqual({
    'PC-1': '2021-01-02T23:30:00.000Z',
    'www.logged.example': '2021-07-08T07:10:00.000Z',
    'other.example': '2022-05-05T22:00:00.000Z',
    'unknown.example': done.applied_at,
  });
});

/** Active, not expired, with no domain under two spellings, and without devices, which the plugin counts apart. */
function isUsable({ status, expires, domains, device }: OldSlmLicense): boolean {
  const isOver = expires < '2026-01-01' && !expires.startsWith('0000');
  return status === 'active' && !isOver && device === null && domains.every((site) => !site.endsWith('/blog'));
}

/** Programs in the field send the secret key of their vendor and the domain that the plugin knows. */
async function expectAnswersOfOldServer(licenses: readonly OldSlmLicense[]): Promise<void> {
  const program = new SoftwareLicenseManager(server, SLM_SECRETS.verification, SLM_SECRETS.creation);
  expect(licenses.some(({ domains }) => domains.length === 0)).toBe(true);
  expect(licenses.some(({ domains }) => domains.length > 1)).toBe(true);
  for (const old of licenses) {
    const { key: license_key, domains, itemReference } = old;
    const { body } = await program.send('slm_check', { license_key });
    const seats = String(Math.max(old.domainsAllowed, old.devicesAllowed));
    expect(body).toMatchObject({ result: 'success', status: 'active', max_allowed_domains: seats });
    const rows = body.registered_domains.map((row: Record<string, string>) => [
      row.registered_domain,
      row.item_reference,
    ]);
    expect(rows).toEqual(domains.map((site) => [site, itemReference]));
    for (const registered_domain of domains) {
      const again = await program.send('slm_activate', { license_key, registered_domain });
      expect([40, 110]).toContain(again.body.error_code);
    }
    const [registered_domain] = domains;
    if (registered_domain !== undefined) {
      const ended = await program.send('slm_deactivate', { license_key, registered_domain });
      expect(ended.body.result).toBe('success');
    }
  }
  const created = await program.send('slm_create_new', { product_ref: 'My Plugin', email: 'new@shop.example' });
  expect(created.body.result).toBe('success');
}

it('leaves out secret keys that can be guessed, and reads no other settings', async () => {
  const options = slmOptions({ lic_verification_secret: 'short', lic_creation_secret: '' }).replaceAll('"', '\\"');
  const rows = `(1,'slm_plugin_options','${options}','yes'),(2,'other','a:0:{}','yes'),(3,'slm_plugin_options','O:1:{','yes')`;
  const table = '`option_id`, `option_name`, `option_value`, `autoload`';
  const dump = `${DUMP}INSERT INTO \`site_options\` (${table}) VALUES ${rows};\n`;
  const { id } = await uploaded(server, 'software-license-manager', dump);
  const done = await applied(server, id);
  expect(countsOf(done, 'api_key')).toMatchObject({ read: 1, made: 0, left_out: { api_key_unsafe: 1 } });
});

it('refuses a dump without its tables in words', async () => {
  const { state, failure } = await uploaded(server, 'software-license-manager', 'INSERT INTO `a` (`b`) VALUES (1);');
  expect([state, failure?.reason]).toEqual(['failed', 'wrong_file']);
});
