import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { composeEnvironment, kubernetesManifest } from '../support/deploy-files';
import { emptyDatabase, onCluster } from '../testkit/database';
import { Program } from './program';

const PROJECT = resolve(__dirname, '../..');
const PASSWORD = 'p#ss %/@w$rd';

// Starts a server, after a build if the build is stale.

beforeAll(() => Program.build());
afterEach(() => Program.endAll());

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
    composeEnvironment({
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
  const [job] = kubernetesManifest('migrate-job.yaml').spec.template.spec.containers;

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
    expect(await migrate({ DATABASE_URL: 'postgres://127.0.0.1:1/keyward', DATABASE_WAIT_S: '0' })).toEqual({
      code: 1,
      output: '',
      log: expect.stringMatching(/DATABASE_URL: .+\n$/),
    });
  });
});
