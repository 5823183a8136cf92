import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
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
