import { readProjectFile } from '../../../../core/common/project';
import { CHECKS } from './all-checks';
import { validityProblems } from './certificate-checks';
import { Context } from './context';
import { versionProblems } from './database-checks';
import { spaceProblems } from './embedded-checks';
import { hideSecrets } from './hide-secrets';
import { nodeVersion } from './machine-checks';
import { nearName } from './near-names';
import { runChecks } from './run-checks';
import { scrub } from './scrub';

const GB = 1024 ** 3;
const problemsIn = (findings: readonly { problem: string }[]) => findings.map(({ problem }) => problem).join(' ');

it('docs/command-line.md lists every check, in their order', () => {
  const rows = readProjectFile('docs', 'command-line.md').match(/^\| `[a-z-]+` \| .+ \|$/gm);
  expect(rows).toEqual(CHECKS.map(({ name, finds }) => `| \`${name}\` | ${finds} |`));
});

it('a check that fails or hangs affects no other, and its error shows no secret', async () => {
  const context = new Context({ JWT_SECRET: 'a secret of the operator' }, new Date());
  const results = await runChecks(
    [
      { name: 'broken', finds: '', run: () => Promise.reject(new Error('not with a secret of the operator')) },
      { name: 'hanging', finds: '', run: () => new Promise(() => undefined) },
      { name: 'sound', finds: '', run: () => [] },
    ],
    context,
    20,
  );
  expect(results.map(({ status }) => status)).toEqual(['failed', 'failed', 'ok']);
  expect(results.map(({ findings }) => problemsIn(findings))).toEqual([
    'This check ended with an error: not with ***',
    'This check ended with an error: no result within 0.02 seconds',
    '',
  ]);
});

it.each([
  ['2026-06-01', /expired on/],
  ['2026-05-20', /expires in 11 days/],
  ['2025-12-01', /valid only from/],
  ['2026-03-01', /^$/],
])('judges on %s a certificate from January to May 2026', (now, expected) => {
  const certificate = { validFrom: 'Jan  1 00:00:00 2026 GMT', validTo: 'May 31 12:00:00 2026 GMT' };
  expect(problemsIn(validityProblems(certificate, new Date(now)))).toMatch(expected);
});

it('finds old versions, other encodings, and disks that are almost full', () => {
  expect(problemsIn(nodeVersion('18.20.1'))).toMatch(/Node 18\.20\.1 .* needs 20\.19 or later/);
  expect(problemsIn(nodeVersion('20.18.9'))).toMatch(/needs 20\.19/);
  expect([nodeVersion('20.19.0'), nodeVersion('24.0.0')]).toEqual([[], []]);
  expect(problemsIn(versionProblems(130_010, '13.10', 'SQL_ASCII'))).toMatch(/13\.10.*14 or later.*SQL_ASCII/);
  expect(versionProblems(140_001, '14.1', 'UTF8')).toEqual([]);
  expect(problemsIn(spaceProblems('/data', { bytes: GB / 2, files: 12 }))).toMatch(/512 MB left.*12 more files/);
  expect(spaceProblems('/data', { bytes: 2 * GB, files: undefined })).toEqual([]);
});

it.each([
  ['database_url', 'DATABASE_URL'],
  ['KEYWARD_LOG_LEVEL', 'LOG_LEVEL'],
  ['DATABASE_URI', 'DATABASE_URL'],
  ['TIMEZONE', 'TIME_ZONE'],
  ['HOME', undefined],
  ['PGHOST', undefined],
  ['LC_ALL', undefined],
])('takes %s for %s', (name, meant) => {
  const known = ['HOST', 'PORT', 'PG_BIN', 'LOG_LEVEL', 'TIME_ZONE', 'DATABASE_URL'];
  expect(nearName(name, known, 'KEYWARD_')).toBe(meant);
});

it('hides secrets of the environment as they are written and as they are meant', () => {
  const environment = {
    DATABASE_URL: 'postgres://app:s3cr%23et@db/keyward',
    LICENSE_DATA_OLD_KEYS: 'first old key, second old key',
    TLS_KEY: '/etc/keyward/tls.key',
  };
  const text = 's3cr%23et s3cr#et first old key and second old key in /etc/keyward/tls.key';
  expect(hideSecrets(text, environment)).toBe('*** *** *** and *** in /etc/keyward/tls.key');
});

it.each([
  ['of jane.doe@example.com.', 'of [e-mail]'],
  ['LIC-7KQX01 of 6f1c2a9e-0d3b-4c55-9a57-111122223333', '[key] of [id]'],
  ['photo-7kqx-1b2c3d4e, ABCDEF1234567890', '[key], [key]'],
  ['from 192.0.2.7 and 2001:db8::7', 'from [address] and [address]'],
  ['POST https://hooks.example.com/T0KEN failed', 'POST [url] failed'],
  ['no space left on device at 12:30:05', 'no space left on device at 12:30:05'],
])('shortens "%s" to "%s"', (text, expected) => {
  expect(scrub(text)).toBe(expected);
});
