import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InvalidSettings } from './settings';
import { readSettings } from './read-settings';

const DATABASE = 'postgres://keyward:secret@db.example:5432/keyward?sslmode=require';

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings({})).toMatchObject({
      PORT: 8080,
      TRUSTED_PROXIES: [],
      RATE_LIMIT_FACTOR: 1,
      LOG_LEVEL: 'info',
    });
    expect(readSettings({}).DATABASE_URL).toBeUndefined();
  });

  it('reads texts, numbers and lists', () => {
    const environment = {
      PORT: '0',
      DATABASE_URL: DATABASE,
      PUBLIC_URL: 'https://licenses.example/keys',
      TRUSTED_PROXIES: ' 10.0.0.0/8, ::1 ,,192.0.2.7',
      RATE_LIMIT_FACTOR: '0.5',
      LOG_LEVEL: 'silent',
    };
    expect(readSettings(environment)).toMatchObject({
      ...environment,
      PORT: 0,
      TRUSTED_PROXIES: ['10.0.0.0/8', '::1', '192.0.2.7'],
      RATE_LIMIT_FACTOR: 0.5,
    });
  });

  it('runs one process, or a number of them, or one for each core', () => {
    expect(readSettings({}).WORKERS).toBe(1);
    expect(readSettings({ WORKERS: '3' }).WORKERS).toBe(3);
    expect(readSettings({ WORKERS: 'auto' }).WORKERS).toBe(availableParallelism());
    expect(() => readSettings({ WORKERS: 'all' })).toThrow('WORKERS must be');
    expect(() => readSettings({ WORKERS: '0' })).toThrow('WORKERS must');
  });

  it('takes an empty value for one left out, as `NAME= npm start` means it', () => {
    expect(readSettings({ PORT: '', LOG_LEVEL: ' ', DATABASE_URL: '' })).toEqual(readSettings({}));
  });

  it('knows nothing of the rest of the environment', () => {
    expect(readSettings({ PATH: '/bin', port: '1', __proto__: 'x' })).toEqual(readSettings({}));
  });

  it('cannot be changed', () => {
    const settings = readSettings({});
    expect(() => Object.assign(settings, { PORT: 1 })).toThrow(TypeError);
  });

  it.each([
    ['PORT', 'eighty'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '80.5'],
    ['PORT', '0x50zz'],
    ['DATABASE_URL', 'mysql://db.example/keyward'],
    ['TLS_CERT', '/etc/keyward/server.crt'],
    ['TLS_KEY', '/etc/keyward/server.key'],
    ['TLS_PORT', '70000'],
    ['PUBLIC_URL', 'licenses.example'],
    ['PUBLIC_URL', 'ftp://licenses.example'],
    ['ADMIN_PASSWORD', 'short'],
    ['JWT_SECRET', 'short'],
    ['LICENSE_DATA_KEY', 'fifteen letters'],
    ['LICENSE_DATA_KEY', 'x'.repeat(256)],
    ['LICENSE_DATA_KEY', `base64:${Buffer.alloc(15).toString('base64')}`],
    ['LICENSE_DATA_KEY', `base64:${Buffer.alloc(32).toString('base64').slice(0, -3)}`],
    ['LICENSE_DATA_KEY', 'base64:this is no base64, whatever it says'],
    ['LICENSE_DATA_OLD_KEYS', 'short'],
    ['LICENSE_DATA_OLD_KEYS', 'long enough for a key,base64:'],
    ['LICENSE_DATA_OLD_KEYS', Array.from({ length: 21 }, (_, ordinal) => `the old key number ${ordinal}`).join()],
    ['SECRETS_KEY', 'thirty-one characters, not more'],
    ['SECRETS_KEY', `base64:${Buffer.alloc(31).toString('base64')}`],
    ['SECRETS_OLD_KEYS', 'short'],
    ['LICENSE_DATA_CIPHER', 'aes-192-gcm'],
    ['LICENSE_DATA_CIPHER', 'none'],
    ['TRUSTED_PROXIES', 'anybody'],
    ['TRUSTED_PROXIES', '10.0.0.0/33'],
    ['TRUSTED_PROXIES', '10.0.0.1, 10.0.0.*'],
    ['RATE_LIMIT_FACTOR', 'none'],
    ['RATE_LIMIT_FACTOR', '-1'],
    ['RATE_LIMIT_FACTOR', 'Infinity'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s in one sentence that says which', (name, value) => {
    const start = (): unknown => readSettings({ [name]: value });
    expect(start).toThrow(InvalidSettings);
    expect(start).toThrow(new RegExp(`^Settings: .*${name}.*\\.$`));
  });

  it('names everything that is wrong at once, and no secret', () => {
    const start = (): unknown => readSettings({ PORT: 'x', LOG_LEVEL: 'y', ADMIN_PASSWORD: 'hush!' });
    expect(start).toThrow(/PORT.*LOG_LEVEL|LOG_LEVEL.*PORT/);
    expect(start).toThrow(/ADMIN_PASSWORD/);
    expect(start).not.toThrow(/hush!/);
  });

  it.each(['LICENSE_DATA_KEY', 'LICENSE_DATA_OLD_KEYS', 'LICENSE_DATA_CIPHER', 'SECRETS_KEY', 'SECRETS_OLD_KEYS'])(
    'never repeats %s',
    (name) => {
      const start = (): unknown => readSettings({ [name]: 'base64:hush!' });
      expect(start).toThrow(InvalidSettings);
      expect(start).not.toThrow(/hush!/);
    },
  );

  it('takes the key of the secrets or a file with it, and not both', () => {
    const SECRETS_KEY = 'x'.repeat(32);
    expect(readSettings({ SECRETS_KEY, SECRETS_OLD_KEYS: `${'y'.repeat(32)}, ${'z'.repeat(32)}` })).toMatchObject({
      SECRETS_KEY,
      SECRETS_OLD_KEYS: ['y'.repeat(32), 'z'.repeat(32)],
    });
    expect(readSettings({ SECRETS_KEY_FILE: '/run/secrets/keyward' }).SECRETS_KEY_FILE).toBe('/run/secrets/keyward');
    expect(() => readSettings({ SECRETS_KEY, SECRETS_KEY_FILE: '/run/secrets/keyward' })).toThrow(
      /SECRETS_KEY_FILE must not be set together with SECRETS_KEY/,
    );
  });

  it('reads secrets from files, without the line end', () => {
    const folder = mkdtempSync(join(tmpdir(), 'secrets-'));
    let files = 0;
    const fileWith = (text: string): string => {
      const path = join(folder, String(++files));
      writeFileSync(path, text);
      return path;
    };
    const read = readSettings(
      {
        DATABASE_URL_FILE: fileWith(`${DATABASE}\n`),
        METRICS_TOKEN_FILE: fileWith('token-of-the-metrics\r\n'),
        LICENSE_DATA_OLD_KEYS_FILE: fileWith(`${'y'.repeat(32)},${'z'.repeat(32)}\n`),
        PROGRAM_SECRET_FILE: fileWith(' with blanks '),
      },
      [{ name: 'PROGRAM_SECRET', description: '', minLength: 8, maxLength: 100 }],
    );
    expect(read).toMatchObject({
      DATABASE_URL: DATABASE,
      METRICS_TOKEN: 'token-of-the-metrics',
      LICENSE_DATA_OLD_KEYS: ['y'.repeat(32), 'z'.repeat(32)],
      DIALECT_ENV: { PROGRAM_SECRET: ' with blanks ' },
    });
    expect(() => readSettings({ JWT_SECRET: 'x'.repeat(32), JWT_SECRET_FILE: fileWith('y'.repeat(32)) })).toThrow(
      /JWT_SECRET_FILE must not be set together with JWT_SECRET/,
    );
    expect(() => readSettings({ ADMIN_PASSWORD_FILE: join(folder, 'nothing') })).toThrow(
      /ADMIN_PASSWORD_FILE must name a file that can be read: ENOENT/,
    );
    rmSync(folder, { recursive: true });
  });

  it('reads the keys and the cipher of license data', () => {
    const encoded = `base64:${Buffer.alloc(32, 7).toString('base64')}`;
    const environment = {
      LICENSE_DATA_KEY: encoded,
      LICENSE_DATA_OLD_KEYS: `${encoded.replace('=', '')}, an old server's key`,
      LICENSE_DATA_CIPHER: 'AES-128-CBC',
    };
    expect(readSettings(environment)).toMatchObject({
      LICENSE_DATA_KEY: encoded,
      LICENSE_DATA_OLD_KEYS: [encoded.replace('=', ''), "an old server's key"],
      LICENSE_DATA_CIPHER: 'aes-128-cbc',
    });
    expect(readSettings({})).toMatchObject({ LICENSE_DATA_OLD_KEYS: [], LICENSE_DATA_CIPHER: 'aes-256-gcm' });
  });
});
