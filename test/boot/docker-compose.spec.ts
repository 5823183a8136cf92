import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { DIALECT_ENV } from '../../src/start/all-dialects';
import { SETTING_NAMES } from '../../src/platform/config/settings';
import { emptyDatabase, onCluster } from '../support/database';
import { BUILD_LIMIT_MS, Program } from './program';

const NAMES = [...SETTING_NAMES, ...DIALECT_ENV.map(({ name }) => name)];
const PROJECT = resolve(__dirname, '../..');
const PASSWORD = 'p#ss %/@w$rd';

// Starts a server, after a build if the build is stale.
jest.setTimeout(120_000);

beforeAll(() => Program.build(), BUILD_LIMIT_MS);
afterEach(() => Program.endAll());

/** The environment that docker-compose.yml gives the server with this `.env`. */
function environmentWith(values: Record<string, string>): Record<string, string> {
  const [, block = ''] =
    /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(readFileSync(resolve(PROJECT, 'docker-compose.yml'), 'utf8')) ?? [];
  const entries = [...block.matchAll(/^ {6}(\w+): \$\{(\w+):-(.*)\}$/gm)];
  return Object.fromEntries(
    entries.map(([, name = '', from = '', fallback = '']): [string, string] => [name, values[from] ?? fallback]),
  );
}

it.each(NAMES)('docker-compose.yml passes %s from .env', (name) => {
  expect(environmentWith({ [name]: 'as the operator wishes' })).toHaveProperty(name, 'as the operator wishes');
});

it.each(NAMES)('the README documents %s', (name) => {
  const readme = readFileSync(resolve(PROJECT, 'README.md'), 'utf8');
  expect(
    readme
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .join('\n'),
  ).toContain(`\`${name}\``);
});

it('the server starts with the environment of docker-compose.yml, with any database password', async () => {
  const url = new URL(await emptyDatabase('composed'));
  const [role, database] = ['composer', url.pathname.slice(1)];
  await onCluster(
    `DROP ROLE IF EXISTS ${role}`,
    `CREATE ROLE ${role} LOGIN PASSWORD '${PASSWORD}'`,
    `ALTER DATABASE ${database} OWNER TO ${role}`,
  );
  Object.assign(url, { username: role, password: '' });
  const program = await Program.start(
    environmentWith({
      DATABASE_URL: url.href,
      POSTGRES_PASSWORD: PASSWORD,
      ADMIN_PASSWORD: 'as the operator wishes',
      // Values for this machine.
      PORT: '0',
      HOST: '127.0.0.1',
      REDIS_URL: '',
    }),
  );
  await program.issue('as the operator wishes', {});
  expect(await program.call('GET', '/health/ready')).toMatchObject({ status: 200 });
  expect(await program.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

describe('the Kubernetes manifests', () => {
  const manifest = (name: string) => parse(readFileSync(resolve(PROJECT, 'deploy/kubernetes', name), 'utf8'));
  const [job] = manifest('migrate-job.yaml').spec.template.spec.containers;

  it('name no setting that the server does not have', () => {
    const given = [
      ...Object.keys(manifest('config.yaml').data),
      ...Object.keys(manifest('secret.example.yaml').stringData),
    ];
    expect(given).toContain('DATABASE_URL');
    expect(given.filter((name) => !NAMES.includes(name))).toEqual([]);
  });

  /** Runs the command of the job, as in a folder with the files of the image. */
  async function migrate(settings: Record<string, string>) {
    const [, ...args] = job.command;
    const child = spawn(process.execPath, args, { cwd: PROJECT, env: settings, stdio: ['ignore', 'pipe', 'pipe'] });
    const [output, log, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { code, output, log };
  }

  it('have a job that prepares an empty database, and changes nothing when it is repeated', async () => {
    const DATABASE_URL = await emptyDatabase('migrated');
    expect(await migrate({ DATABASE_URL, ADMIN_PASSWORD: 'as the operator wishes' })).toMatchObject({
      code: 0,
      output: expect.stringMatching(/^ +system API key +\S+$/m),
    });
    expect(await migrate({ DATABASE_URL })).toMatchObject({ code: 0, log: '' });
    expect(await migrate({ DATABASE_URL: 'postgres://127.0.0.1:1/keyward' })).toEqual({
      code: 1,
      output: '',
      log: expect.stringMatching(/DATABASE_URL: .+\n$/),
    });
  });
});
