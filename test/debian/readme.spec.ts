import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { RUN_BACKGROUND_JOBS } from '../../src/core/platform/background-jobs/run-background-jobs';
import { ADMIN_PASSWORD } from '../testkit/credentials';
import { issued } from '../testkit/issue';
import { runQueued } from '../testkit/jobs';
import { type Sample, samplesIn } from '../support/samples';
import { TestServer } from '../testkit/server';

const FIRST_LICENSE = 'First license in a minute';
const UPDATE = 'Ship an update';

let server: TestServer;
let folder: string;
beforeAll(async () => {
  server = await TestServer.start();
  await server.listen();
  folder = await mkdtemp(join(tmpdir(), 'keyward-readme-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true });
  await server.stop();
});

/** The samples under a heading as a reader pastes them, with an own password, key and port. */
async function pasted(heading: string, language: string): Promise<string> {
  return filledIn(
    samplesIn('README.md').filter((sample) => sample.heading === heading && sample.language === language),
  );
}

async function filledIn(samples: readonly Sample[]): Promise<string> {
  const host = await hostOfServer();
  return samples
    .map((sample) => sample.text)
    .join('')
    .replaceAll('localhost:8080', host)
    .replaceAll('YOUR PASSWORD', ADMIN_PASSWORD);
}

async function hostOfServer(): Promise<string> {
  return new URL(await server.app.getUrl()).host;
}

/** What a program prints that reads these lines as if they were typed. */
async function printed(command: string, lines: string): Promise<string> {
  const program = spawn(command, { cwd: folder, stdio: ['pipe', 'pipe', 'pipe'] });
  const ended = once(program, 'close');
  program.stdin.end(lines);
  const [output, complaints] = await Promise.all([text(program.stdout), text(program.stderr)]);
  expect([await ended, complaints]).toEqual([[0, null], '']);
  return output;
}

it('the README gets its reader to a license and to an update', async () => {
  const firstLicense = await pasted(FIRST_LICENSE, 'sh');
  const update = await pasted(UPDATE, 'sh');

  const answers = await printed('dash', `${firstLicense}echo; echo 'The update:'\n${update}`);
  const [licensed = '', updated = ''] = answers.split('The update:\n');
  expect(licensed).toContain('"valid":true');
  expect(licensed).toContain('"activation_id":"act_');
  expect(updated).toContain('"available":true');
  expect(updated).toMatch(/the update is complete\n$/);
});

it.each<[page: string, ...answers: string[]]>([
  ['docs/customers.md', '"imported":2'],
  ['docs/model/features.md', '"value":50', '"products":["suite-photo","suite-video"]'],
  ['docs/model/usage.md', '"left":11975'],
  ['docs/model/terms.md', '"expires_at"'],
  ['docs/model/trials.md', '"type":"perpetual"'],
  ['docs/model/seats.md', '"external_id":"E-17"', '"name":"Acme"', '"reason":"ended"'],
  ['docs/model/devices.md', '"code":"VERSION_NOT_ALLOWED"'],
  ['docs/model/keys.md', '"key":"BOX-0001-7KQX"'],
  ['docs/model/licenses.md', '"imported":1', '"total":1'],
  ['docs/leads.md', '"imported":2'],
  ['docs/resources.md', '"imported":2'],
])('every command of %s succeeds', async (page, ...expected) => {
  const commands = await filledIn(samplesIn(page).filter(({ language }) => language === 'sh'));
  const answers = await printed('dash', `${await pasted(FIRST_LICENSE, 'sh')}\n${commands}`);
  expected.forEach((answer) => expect(answers).toContain(answer));
  expect(answers).not.toContain('"error":');
});

it('the program of docs/model/keys.md verifies a signed key', async () => {
  const samples = samplesIn('docs/model/keys.md').filter(({ heading }) => heading.endsWith('verifies offline'));
  const issue = await filledIn(samples.filter(({ language }) => language === 'sh'));
  await writeFile(join(folder, 'verify.mjs'), await filledIn(samples.filter(({ language }) => language === 'js')));
  // Another product than the one that the commands of the whole page create.
  const commands = `API=${await hostOfServer()}/api/v1\n${issue.replaceAll('photo-signed', 'photo-offline')}`;
  const answers = await printed('dash', `${await pasted(FIRST_LICENSE, 'sh')}\n${commands}echo; node verify.mjs\n`);
  expect(answers).toContain(`{ p: 'photo-offline', id: '`);
});

it('the program of docs/signing.md verifies answers, also after a rotation, and the commands revoke a key', async () => {
  const samples = samplesIn('docs/signing.md');
  const commands = await filledIn(samples.filter(({ language }) => language === 'sh'));
  await writeFile(join(folder, 'verify.mjs'), await filledIn(samples.filter(({ language }) => language === 'js')));
  const forgery = 'node verify.mjs "$KEY" my-computer another-nonce';
  const answers = await printed('dash', `${await pasted(FIRST_LICENSE, 'sh')}\n${commands}${forgery}\n`);
  expect(answers.match(/licensed$/gm)).toHaveLength(2);
  expect(answers).toMatch(/"revoked_at":"[^"]+"/);
  expect(answers).toMatch(/not an answer of this server\n$/);
  expect(answers).not.toContain('"error":');
});

it('the program of docs/updates.md verifies what the commands download', async () => {
  const samples = samplesIn('docs/updates.md');
  const isRollout = ({ heading }: Sample): boolean => heading === 'Roll out a version slowly';
  const commands = await filledIn(samples.filter((sample) => sample.language === 'sh' && !isRollout(sample)));
  await writeFile(
    join(folder, 'verify-update.mjs'),
    await filledIn(samples.filter(({ language }) => language === 'js')),
  );
  const answers = await printed('dash', `${await pasted(FIRST_LICENSE, 'sh')}\n${commands}`);
  expect(answers).toContain('"available":true');
  expect(answers).toContain('<sparkle:version>1.3.0</sparkle:version>');
  expect(answers).toMatch(/v2-default 1\.1\.0\S* is genuine\n$/);
  expect(answers).not.toContain('"error":');
  const rollout = await printed(
    'dash',
    `API=${await hostOfServer()}/api/v1\n${await filledIn(samples.filter(isRollout))}`,
  );
  expect(rollout).toContain('"state":"rolling_out"');
  expect(rollout).not.toContain('"error":');
});

it('every command of docs/offline.md succeeds, with codes made by hand', async () => {
  const samples = samplesIn('docs/offline.md').filter(({ language }) => language === 'sh');
  const underHeading = (heading: string) => samples.filter((sample) => sample.heading === heading);
  const [file, release] = underHeading('A computer without network');
  const [request, code] = underHeading('The codes by hand');
  const online = samples.filter((sample) => ![file, release, request, code].includes(sample));
  const inOrder = [...online, request, file, code, release].flatMap((sample) => sample ?? []);
  expect(inOrder).toHaveLength(samples.length);
  const answers = await printed('dash', `${await pasted(FIRST_LICENSE, 'sh')}\n${await filledIn(inOrder)}`);
  expect(answers).toContain('BEGIN KEYWARD LICENSE FILE');
  expect(answers).toContain('"license_file":{"revoked":true}');
  expect(answers).not.toContain('"error":');
});

it('every command of docs/bulk-changes.md succeeds', async () => {
  await writeFile(join(folder, 'admin.curl'), `header = "Authorization: Bearer ${await server.adminToken()}"\n`);
  await issued(server, { expires_at: '2026-01-01T00:00:00Z' });
  const samples = samplesIn('docs/bulk-changes.md').filter(({ language }) => language === 'sh');
  const under = (heading: string) => filledIn(samples.filter((sample) => sample.heading === heading));
  const [start = '', ...watch] = (await under('Run')).split(/\n(?=curl )/);
  const ask = async (commands: string, job = ''): Promise<string> => {
    const answers = await printed('dash', `${commands.replaceAll('JOB', job)}\n`);
    expect(answers).not.toContain('"error":');
    return answers;
  };
  const startedJob = async (): Promise<string> => JSON.parse(await ask(start)).job.id;

  expect(await ask(await under('Preview'))).toContain('"sample":[{');
  expect(await ask(watch.join('\n'), await startedJob())).toContain('"state":"stopped"');
  const job = await startedJob();
  while ((await runQueued(server, RUN_BACKGROUND_JOBS)) > 0);
  expect(await ask(await under('Undo'), job)).toContain(`"undo_of":"${job}"`);
});
