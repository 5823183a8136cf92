import { readFile, stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { Agent, request } from 'undici';
import { readProjectFile } from '../../../../core/common/project';
import { SecretCipher } from '../../../../core/platform/config/secret-cipher';
import { InvalidSettings } from '../../../../core/platform/config/settings';
import { CountryDatabase } from '../../../../core/platform/countries/country-database';
import { toListenStartupError } from '../../../../core/start/startup-error';
import { listeningHost } from './addresses';
import { type Check, type Finding, findingIf, NotChecked, reasonOf, required } from './check';
import type { Context } from './context';

/** Connections of a listener, as docs/operate/limits.md#rate-limits says. */
const CONNECTIONS_PER_LISTENER = 4_000;
const OTHER_FILES = 100;
const ANSWER_LIMIT_MS = 3_000;
const WORLD_READABLE = 0o004;

export const MACHINE_CHECKS: readonly Check[] = [
  {
    name: 'node-version',
    finds: 'a Node that is older than Keyward needs',
    run: () => nodeVersion(process.versions.node),
  },
  { name: 'file-limit', finds: 'a limit of open files below the connections that the server accepts', run: fileLimit },
  {
    name: 'ports',
    finds: 'a port that another program has, that this user may not open, or a `HOST` that is not of this machine',
    run: async (context) => [
      ...(await portProblems(context, 'PORT')),
      ...(context.settings.TLS_CERT === undefined ? [] : await portProblems(context, 'TLS_PORT')),
    ],
  },
  { name: 'key-files', finds: 'key files that cannot be read, or that every user can read', run: keyFiles },
  { name: 'country-database', finds: 'a `COUNTRY_DATABASE` that cannot be read', run: countryDatabase },
];

export function nodeVersion(version: string): readonly Finding[] {
  const { engines } = JSON.parse(readProjectFile('package.json')) as { engines: { node: string } };
  const oldest = engines.node.replace(/^>=/, '');
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number);
  return findingIf(
    major < oldestMajor || (major === oldestMajor && minor < oldestMinor),
    `Node ${version} runs this command, and Keyward needs ${oldest} or later.`,
    'Install a current Node, or use the one that `npm ci` installs: node_modules/.bin/node.',
  );
}

async function fileLimit({ settings }: Context): Promise<readonly Finding[]> {
  const text = await readFile('/proc/self/limits', 'utf8').catch(() => '');
  const [, limit] = /^Max open files +(\d+)/m.exec(text) ?? [];
  if (limit === undefined) {
    throw new NotChecked('this system does not tell the limit of open files');
  }
  const listeners = settings.TLS_CERT === undefined ? 1 : 2;
  const needed = listeners * CONNECTIONS_PER_LISTENER + settings.DATABASE_POOL + OTHER_FILES;
  return findingIf(
    Number(limit) < needed,
    `A process may open ${limit} files here, and the server needs up to ${needed} for its connections.`,
    'Raise it where the server is started: `LimitNOFILE=65536` under systemd, `ulimit -n 65536` in a shell.',
  );
}

async function portProblems(context: Context, setting: 'PORT' | 'TLS_PORT'): Promise<readonly Finding[]> {
  const host = listeningHost(context);
  const port = context.settings[setting];
  const error = await problemOfListening(host, port);
  if (error === undefined) {
    return [];
  }
  const code = 'code' in error ? String(error.code) : '';
  const isOurs = code === 'EADDRINUSE' && (await isKeyward(host, port, setting));
  const problem = toListenStartupError(error, { ...context.settings, HOST: host }, setting).message;
  return findingIf(
    !isOurs,
    problem,
    LISTENING_REMEDIES[code] ?? '`ip address` lists the addresses of this machine for HOST.',
  );
}

const LISTENING_REMEDIES: Readonly<Record<string, string>> = {
  EADDRINUSE: '`ss --listening --tcp --numeric --processes` shows who listens.',
  EACCES: 'Let a proxy listen there, or add `AmbientCapabilities=CAP_NET_BIND_SERVICE` to the unit of systemd.',
};

/** Listens for a moment. */
async function problemOfListening(host: string, port: number): Promise<Error | undefined> {
  const server = createServer();
  return new Promise<Error | undefined>((resolve) => {
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });
}

/** Whether a Keyward answers there: usually the one that is to be examined. */
async function isKeyward(host: string, port: number, setting: 'PORT' | 'TLS_PORT'): Promise<boolean> {
  const name = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  // The name in the certificate is another check's affair.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  try {
    const { body } = await request(`${setting === 'PORT' ? 'http' : 'https'}://${name}:${port}/health`, {
      dispatcher,
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const answer = (await body.json()) as { status?: unknown; version?: unknown };
    return answer.status === 'healthy' && typeof answer.version === 'string';
  } catch {
    return false;
  } finally {
    await dispatcher.destroy();
  }
}

async function keyFiles({ settings }: Context): Promise<readonly Finding[]> {
  const { TLS_KEY, SECRETS_KEY_FILE } = settings;
  const files = Object.entries({ TLS_KEY, SECRETS_KEY_FILE }).filter(([, path]) => path !== undefined);
  if (files.length === 0) {
    throw new NotChecked('neither TLS_KEY nor SECRETS_KEY_FILE is set');
  }
  const open = await Promise.all(files.map(([name, path = '']) => whoReads(name, path)));
  return [...unusableSecretsKey(settings), ...open.flat()];
}

async function whoReads(name: string, path: string): Promise<readonly Finding[]> {
  const mode = await stat(path).then(
    (status) => status.mode,
    () => 0,
  );
  return findingIf(
    (mode & WORLD_READABLE) !== 0 && process.platform !== 'win32',
    `Every user of this machine can read the key in ${path} (${name}).`,
    `chmod 640 ${path}`,
  );
}

function unusableSecretsKey(settings: Context['settings']): readonly Finding[] {
  try {
    SecretCipher.from(settings);
    return [];
  } catch (error) {
    if (error instanceof InvalidSettings) {
      return [
        { problem: error.message, remedy: 'Name a file that the user of the server can read, with one key in it.' },
      ];
    }
    throw error;
  }
}

async function countryDatabase({ settings }: Context): Promise<readonly Finding[]> {
  const path = required(settings.COUNTRY_DATABASE, 'COUNTRY_DATABASE');
  try {
    await CountryDatabase.open(path);
    return [];
  } catch (error) {
    return [
      {
        problem: `COUNTRY_DATABASE cannot be used: ${reasonOf(error)}.`,
        remedy: 'Name a MaxMind country or city database (.mmdb) that the user of the server can read.',
      },
    ];
  }
}
