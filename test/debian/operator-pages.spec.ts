import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseEnv } from 'node:util';
import { DIALECT_ENV } from '../../src/core/start/all-dialects';
import { readProjectFile } from '../../src/core/common/project';
import { readSettings } from '../../src/core/platform/config/read-settings';
import { Program } from '../processes/program';
import { onDatabase } from '../testkit/database';
import { freePort } from '../support/free-port';
import { Installation } from '../support/installation';
import { type Sample, samplesIn } from '../support/samples';
import { CERT_FILE, KEY_FILE } from '../support/tls';

/** In the order in which an operator needs them; installing comes first. */
const PAGES = [
  'docs/operate/install.md',
  'docs/operate.md',
  ...readdirSync('docs/operate')
    .map((name) => `docs/operate/${name}`)
    .filter((page) => page !== 'docs/operate/install.md'),
  'docs/backup.md',
  'docs/upgrade.md',
  'docs/api-keys.md',
  'docs/command-line.md',
  'docs/fail-over.md',
  'docs/deploy.md',
  'docs/monitoring.md',
  'docs/performance.md',
  'docs/catalog-as-code.md',
  'docs/security/hardening.md',
  // The last one: it demands a second factor.
  'docs/sign-in.md',
];

/**
 * Blocks have the mark `runs`, `serves` (starts a server), `settings`, `day: …` (operator-day.spec.ts runs it), or `not run: …`
 * with one of these reasons.
 */
const NOT_RUN: Readonly<Record<string, string>> = {
  bench: 'It takes many minutes.',
  docker: 'There is no Docker daemon. npm run lint:deploy and test/repository/deploy-files.spec.ts check the files.',
  kubernetes: 'There is no cluster. npm run lint:deploy checks the manifests.',
  'three machines': 'test/debian/failover.spec.ts and operator-day.spec.ts run the same files on one.',
  'a relay': "It needs the file of a vendor's server. test/processes/relay.spec.ts runs the command.",
  'another license server': 'Its dump is needed. test/processes/import-killed.spec.ts runs the command.',
  'it runs until it is stopped': 'test/plugins/cli/simulator.spec.ts runs the command, in each trouble.',
  root: 'They change the machine. test/debian/nginx.spec.ts and operator-day.spec.ts run the same configuration.',
};

const ANOMALY = '4f6f0a3e-6f1c-4a55-8f35-3a2f8b0f6d11';

/** For commands that ask before they change something. */
const TERMINAL = 'a terminal';
const IN_TERMINAL = 'script --quiet --return --command "$commands" /dev/null\n';

type Prepare = (installation: Installation) => Promise<Record<string, string> | undefined>;

/** Prepares what a block needs that says so: `runs, with …`. Gives the variables of another shell, if it needs one. */
const PREPARE: Readonly<Record<string, Prepare>> = {
  'an embedded database': async (machine) => {
    await machine.serve('npm start', { DATA_DIR: `${machine.replaced.get('/var/lib/keyward')}/data` });
    return { PGPASSWORD: 'keyward' };
  },
  'an empty database': async (machine) => {
    await onDatabase(machine.superuserUrl('postgres'), 'CREATE DATABASE target OWNER keyward');
    return undefined;
  },
  'a file of settings': (machine) => {
    const file = machine.filledIn('/etc/keyward.env');
    const { DATABASE_URL, SECRETS_KEY, TRUSTED_PROXIES } = machine.shell;
    const settings = Object.entries({ DATABASE_URL, SECRETS_KEY, TRUSTED_PROXIES });
    writeFileSync(file, settings.map(([name, value]) => `${name}=${value}\n`).join(''));
    return Promise.resolve({});
  },
  'an API key': async (machine) => {
    const { output } = await machine.type('npx keyward key create another --kind internal --json');
    machine.replaced.set(' ID', ` ${JSON.parse(output).id}`);
    return undefined;
  },
  [TERMINAL]: () => Promise.resolve(undefined),
  'an anomaly': async (machine) => {
    await machine.type('npx keyward license issue --product v2-default');
    const values = `'${ANOMALY}', 'license_hopping', max(id), '{}', now(), '{"suspend_after_days": 7}', now() + interval '7 days'`;
    const columns = 'uid, type, license_id, details, detected_at, reaction, suspend_at';
    const insert = `INSERT INTO anomalies (${columns}) SELECT ${values} FROM licenses ON CONFLICT DO NOTHING`;
    await onDatabase(machine.databaseUrl('keyward'), insert);
    machine.replaced.set('anomalies/ID/', `anomalies/${ANOMALY}/`);
    return undefined;
  },
  'a changed catalog': async (machine) => {
    await machine.type("sed -i 's/    name: .*/    name: Another name/' catalog.yaml");
    return { ...machine.shell, CI_COMMIT_SHA: '0f3a9c1e' };
  },
  'an owner of the provider': async (machine) => {
    const values = `id, 'https://login.example.com/realms/staff', 'subject', 'keyward', now(), now()`;
    const columns = 'user_id, issuer, subject, client_id, last_login_at, created_at';
    const insert = `INSERT INTO user_identities (${columns}) SELECT ${values} FROM users WHERE username = 'admin'`;
    await onDatabase(machine.databaseUrl('keyward'), insert);
    return undefined;
  },
};

let installation: Installation;
let server: Program | undefined;
let password = '';
beforeAll(() => Program.build());
beforeAll(async () => {
  installation = await Installation.create();
  installation.replaced.set('db.example.com/keyward', installation.databaseUrl('target').split('@')[1] ?? '');
});
afterAll(async () => {
  await Program.endAll();
  await installation.remove();
});

const blocksOf = (page: string) => samplesIn(page).filter(({ language }) => /^(sh|bash|shell)$/.test(language));

it.each(PAGES)('%s says of each command whether a test runs it', (page) => {
  const unknown = blocksOf(page).filter(({ mark }) => {
    const [, need] = /^runs(?:, with (.*))?$/.exec(mark ?? '') ?? [];
    const [, reason = ''] = /^not run: (.*)$/.exec(mark ?? '') ?? [];
    const isKnown = /^(runs|serves|settings|day: .*)$/.test(mark ?? '') || reason in NOT_RUN;
    return !isKnown && !need?.split(' and ').every((each) => each in PREPARE);
  });
  expect(unknown).toEqual([]);
});

it.each(PAGES)('every command of %s succeeds', async (page) => {
  if (server) {
    // Pages that change the password or end sessions.
    await logIn();
  }
  for (const block of blocksOf(page)) {
    await perform(block);
  }
  server ??= await firstServer();
});

it('systemd accepts the unit of docs/operate/install.md', () => {
  const unit = samplesIn('docs/operate/install.md').find(({ text }) => text.includes('[Service]'));
  const file = `${installation.folder}/keyward.service`;
  writeFileSync(file, unit?.text.replaceAll('/opt/keyward', installation.checkout) ?? '');
  const { status, stderr } = spawnSync('systemd-analyze', ['verify', file], { encoding: 'utf8' });
  expect([status, stderr]).toEqual([0, '']);
});

/** By the file of deploy that it checks: its command, and the path of a copy. */
const PROXIES: Readonly<Record<string, (file: string) => string>> = {
  'proxies/Caddyfile': (file) => `caddy validate --adapter caddyfile --config ${file}`,
  'proxies/nginx.conf': (file) => `/usr/sbin/nginx -t -e stderr -p ${dirname(file)} -g 'pid pid;' -c ${file}`,
  'proxies/haproxy.cfg': (file) => `/usr/sbin/haproxy -c -f ${file}`,
  'patroni/haproxy.cfg': (file) => `/usr/sbin/haproxy -c -f ${file}`,
};

it.each(Object.entries(PROXIES))('the proxy accepts deploy/%s', async (name, commandFor) => {
  const file = join(installation.folder, name.replace('/', '-'));
  const certificate = join(installation.folder, 'licenses.example.com.pem');
  writeFileSync(certificate, readFileSync(CERT_FILE, 'utf8') + readFileSync(KEY_FILE, 'utf8'));
  const ports: Record<string, number> = { 80: await freePort(), 443: await freePort() };
  const text = readProjectFile(`deploy/${name}`)
    .replaceAll(/\/etc\S*\/licenses\.example\.com(\.pem|\/\w+\.pem)/g, certificate)
    // nginx opens its ports to check a file.
    .replaceAll(/listen \[::\].*/g, '')
    .replaceAll(/listen (80|443)\b/g, (_, port) => `listen 127.0.0.1:${ports[port]}`);
  writeFileSync(file, name === 'proxies/nginx.conf' ? `events {}\nhttp {\n${text}}\n` : text);
  const { code, errors } = await installation.type(commandFor(file));
  expect([code, errors.match(/warn.*/gi)]).toEqual([0, null]);
});

async function perform({ mark = '', text }: Sample): Promise<void> {
  if (mark === 'settings') {
    checkSettings(text);
  } else if (mark === 'serves') {
    await serve(text);
  } else if (mark.startsWith('runs')) {
    const [, needs = ''] = mark.split(', with ');
    let { shell } = installation;
    for (const need of needs.split(' and ').filter(Boolean)) {
      shell = (await PREPARE[need]?.(installation)) ?? shell;
    }
    const commands = `set -e\n${installation.filledIn(text)}`;
    if (needs === TERMINAL) {
      await expectSuccess(IN_TERMINAL, { ...shell, commands });
    } else {
      await expectSuccess(text, shell);
    }
  }
}

async function expectSuccess(commands: string, shell = installation.shell): Promise<void> {
  const { code, output, errors } = await installation.type(commands, `${password}\n`, shell);
  if (code !== 0 || output.includes('"error":{')) {
    throw new Error(`${commands}ended with ${code}:\n${output}${errors}`);
  }
}

async function serve(commands: string): Promise<void> {
  const output = await installation.serve(commands, { DATA_DIR: `${installation.folder}/data-${Date.now()}` });
  const isOnServer = commands.includes('CREATE DATABASE');
  password = isOnServer ? (/admin password +(\S+)/.exec(output)?.[1] ?? '') : password;
}

/** The server of the pages, on the database that the first one installs. */
async function firstServer(): Promise<Program> {
  const url = installation.databaseUrl('keyward');
  // Settings in which the doctor finds nothing.
  const settings = { DATABASE_URL: url, SECRETS_KEY: 'a'.repeat(32), TRUSTED_PROXIES: '127.0.0.1' };
  const program = await Program.start({ ...settings, BACKUP_DIR: installation.folder });
  const { host } = new URL(program.url);
  installation.replaced.set('localhost:8080', host);
  installation.replaced.set('YOUR PASSWORD', password);
  Object.assign(installation.shell, { ...settings, KEYWARD_URL: program.url });
  return program;
}

async function logIn(): Promise<void> {
  const { authorization } = (await server?.logIn(password)) ?? { authorization: '' };
  installation.shell.KEYWARD_TOKEN = authorization.replace('Bearer ', '');
  const [block] = blocksOf('docs/operate.md');
  await expectSuccess(block?.text ?? '');
}

/** The values are accepted, and the names are documented. */
function checkSettings(lines: string): void {
  const settings = parseEnv(installation.filledIn(lines)) as Record<string, string>;
  const documented = readProjectFile('docs/settings.md') + readProjectFile('docker-compose.yml');
  const unknown = Object.keys(settings).filter((name) => !new RegExp(`\\b${name}\\b`).test(documented));
  expect(unknown).toEqual([]);
  expect(() => readSettings(settings, DIALECT_ENV)).not.toThrow();
}
