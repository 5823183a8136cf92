import fc from 'fast-check';
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Randomness } from '../../../../core/common/randomness';
import { SecretCipher } from '../../../../core/platform/config/secret-cipher';
import { SecretsService } from '../../../../core/platform/config/secrets.service';
import { LICENSE_DATA_CIPHERS } from '../../../../core/platform/config/settings';
import { readSettings } from '../../../../core/platform/config/read-settings';
import { DataKey } from './data-key';
import { encryptLegacy } from './legacy-format';
import { LicenseDataKeysService } from './license-data-keys.service';
import { LicenseDataService } from './license-data.service';
import { cases } from '../../../../../test/testkit/sample';

const GENERATED = `base64:${Buffer.alloc(32, 1).toString('base64')}`;
const KEY_16 = 'sixteen-byte-key';
const KEY_32 = 'a-key-of-exactly-thirty-two-byte';

const SUBJECT = { license: 'AAAA-BBBB-CCCC-DDDD', product: 'shop', device: 'shop.example', client: 'Jane Ærø' };

/** Few bits, for tests that flip each. */
const SHORT = { license: 'A', product: 'b', device: 'c' };

/** The service with these settings and the generated key `GENERATED`. */
function serviceWith(environment: Record<string, string> = {}): LicenseDataService {
  const settings = readSettings(environment);
  const dataSource = { manager: { findOneByOrFail: async () => ({ value: GENERATED }) } } as unknown as DataSource;
  return new LicenseDataService(
    settings,
    new LicenseDataKeysService(settings, new SecretsService(settings, SecretCipher.from(settings), dataSource)),
    new Randomness(),
  );
}

const encryptingWith = (cipher: string, key = GENERATED) =>
  serviceWith({ LICENSE_DATA_CIPHER: cipher, LICENSE_DATA_KEY: key });

/** The bits whose flip leaves what still opens. */
async function flipsThatOpen(bytes: Buffer, opened: (turned: Buffer) => Promise<unknown>): Promise<number[]> {
  const opening: number[] = [];
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const turned = Buffer.from(bytes);
    turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
    if ((await opened(turned)) !== null) {
      opening.push(bit);
    }
  }
  return opening;
}

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

/** An independent implementation of Laravel's encryptString. */
function laravelPayload(plain: string, cipher: 'aes-128-cbc' | 'aes-256-cbc', key: string | Buffer) {
  const iv = randomBytes(16);
  const encrypting = createCipheriv(cipher, key, iv);
  const value = encrypting.update(plain, 'utf8', 'base64') + encrypting.final('base64');
  const mac = createHmac('sha256', key)
    .update(iv.toString('base64') + value)
    .digest('hex');
  return { iv: iv.toString('base64'), value, mac };
}

function laravelGcmPayload(plain: string, cipher: 'aes-128-gcm' | 'aes-256-gcm', key: string | Buffer, tagBytes = 16) {
  const iv = randomBytes(12);
  const encrypting = createCipheriv(cipher, key, iv, { authTagLength: tagBytes });
  const value = encrypting.update(plain, 'utf8', 'base64') + encrypting.final('base64');
  return { iv: iv.toString('base64'), value, mac: '', tag: encrypting.getAuthTag().toString('base64') };
}

describe.each(LICENSE_DATA_CIPHERS)('license data as %s', (cipher) => {
  it.each([
    ['the generated key', GENERATED],
    ['16 bytes', KEY_16],
    ['32 bytes', KEY_32],
    ['an odd length', 'a key of nineteen b'],
    ['another script', 'ключ лицензий'],
    ['encoded, of an odd length', `base64:${randomBytes(21).toString('base64')}`],
    ['the longest', 'x'.repeat(255)],
  ])('opens again with a key of its own: %s', async (_what, key) => {
    const service = encryptingWith(cipher, key);
    expect(await service.decrypt(await service.encrypt(SUBJECT))).toEqual(SUBJECT);
  });

  it('has no client if the subject has none', async () => {
    const service = encryptingWith(cipher);
    const { client: _client, ...others } = SUBJECT;
    expect(await service.decrypt(await service.encrypt({ ...others, client: null }))).toEqual(others);
    expect(await service.decrypt(await service.encrypt(others))).toEqual(others);
  });

  it('differs with each encryption', async () => {
    const service = encryptingWith(cipher);
    expect(await service.encrypt(SUBJECT)).not.toBe(await service.encrypt(SUBJECT));
  });

  it('reveals none of its content', async () => {
    const encrypted = await encryptingWith(cipher).encrypt(SUBJECT);
    const decoded = Buffer.from(encrypted, 'base64').toString('latin1');
    expect(encrypted + decoded).not.toMatch(/AAAA-BBBB|shop|Jane/);
  });

  it('decrypts after LICENSE_DATA_CIPHER was changed', async () => {
    const encrypted = await encryptingWith(cipher, KEY_16).encrypt(SUBJECT);
    for (const later of LICENSE_DATA_CIPHERS) {
      expect(await encryptingWith(later, KEY_16).decrypt(encrypted)).toEqual(SUBJECT);
    }
  });

  it('decrypts with any of the old keys, but not with an unconfigured key', async () => {
    const encrypted = await encryptingWith(cipher, KEY_32).encrypt(SUBJECT);
    const rotated = { LICENSE_DATA_KEY: 'the key after the rotation' };
    const rotatedService = serviceWith({ ...rotated, LICENSE_DATA_OLD_KEYS: `an older key of another,${KEY_32}` });
    expect(await rotatedService.decrypt(encrypted)).toEqual(SUBJECT);
    expect(await serviceWith(rotated).decrypt(encrypted)).toBeNull();
    expect(await serviceWith().decrypt(encrypted)).toBeNull();
  });

  it('decrypts with the generated key after another key was configured', async () => {
    const encrypted = await serviceWith({ LICENSE_DATA_CIPHER: cipher }).encrypt(SUBJECT);
    expect(await serviceWith({ LICENSE_DATA_KEY: KEY_16 }).decrypt(encrypted)).toEqual(SUBJECT);
  });

  it('is never encrypted with an old key, nor with the generated key if another is configured', async () => {
    const encrypting = serviceWith({
      LICENSE_DATA_CIPHER: cipher,
      LICENSE_DATA_KEY: KEY_16,
      LICENSE_DATA_OLD_KEYS: KEY_32,
    });
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: KEY_32 }).decrypt(await encrypting.encrypt(SUBJECT))).toBeNull();
  });

  it('decrypts with surrounding whitespace, and as the JSON object of the contract', async () => {
    const service = encryptingWith(cipher);
    const encrypted = await service.encrypt(SUBJECT);
    const forms = [
      ` ${encrypted}\r\n`,
      JSON.stringify({ license_file: encrypted }),
      `\n{ "license_file": "${encrypted}\\n" }\n`,
    ];
    forms.push(JSON.stringify({ license_file: encrypted }).replaceAll('/', '\\/'));
    for (const form of forms) {
      expect(await service.decrypt(form)).toEqual(SUBJECT);
    }
    expect(await service.decrypt(JSON.stringify({ license_data: encrypted }))).toBeNull();
    expect(await service.decrypt(JSON.stringify({ license_file: { license_file: encrypted } }))).toBeNull();
  });

  it('does not decrypt with any bit flipped', async () => {
    const service = encryptingWith(cipher);
    const encrypted = Buffer.from(await service.encrypt(SHORT));
    expect(await service.decrypt(encrypted.toString('latin1'))).toEqual(SHORT);
    const opening = await flipsThatOpen(encrypted, (turned) => service.decrypt(turned.toString('latin1')));
    expect(opening).toEqual([]);
  });

  it('does not decrypt with a bit flipped inside its outer base64', async () => {
    const service = encryptingWith(cipher);
    const encrypted = await service.encrypt(SHORT);
    const [, mac = '', rest = ''] = /^([0-9a-f]{128})?(.+)$/.exec(encrypted) ?? [];
    const bytes = Buffer.from(rest, 'base64');
    const opening = await flipsThatOpen(bytes, (turned) => service.decrypt(mac + turned.toString('base64')));
    expect(opening).toEqual([]);
  });

  it('does not decrypt truncated or extended at either end', async () => {
    const service = encryptingWith(cipher);
    const encrypted = await service.encrypt(SHORT);
    for (let length = 0; length < encrypted.length; length += 1) {
      expect(await service.decrypt(encrypted.slice(0, length))).toBeNull();
      expect(await service.decrypt(encrypted.slice(length + 1))).toBeNull();
    }
    for (const more of ['=', 'A', 'AAAA', '====', '\0', encrypted]) {
      expect(await service.decrypt(encrypted + more)).toBeNull();
    }
  });

  it('supports the longest names', async () => {
    const service = encryptingWith(cipher);
    const longest = {
      license: '🔑'.repeat(255),
      product: '\u0001'.repeat(255),
      device: '\u0001'.repeat(512),
      client: '\u0001'.repeat(255),
    };
    expect(await service.decrypt(await service.encrypt(longest))).toEqual(longest);
  });

  it('preserves every text that a license, product, device or client may have', async () => {
    const service = encryptingWith(cipher);
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((one) => !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.record({ license: text, product: text, device: text, client: text }), async (owner) => {
        expect(await service.decrypt(await service.encrypt(owner))).toEqual(owner);
      }),
      cases(),
    );
  });
});

describe("LicenseBox's license file", () => {
  const KEY = '0123456789abcdef0123';
  const FILE =
    '2fd443bd4b2b390ed2ff6cdb3ca1c6df9f78d8cd11f13e46cba520efa52fcba0274c3287429fc895d244ac23aae064a1b231c567433bac2c' +
    'cc92c992d5036cb7AAECAwQFBgcICQoLDA0OD0yEjeUvdOaN0usLpFfl44tPoqXqw4AFG2LYaFX4R8NxKwMvGU6skClah0hkwsH8jlCuy4Ef8CAN' +
    'NBK+of0ubAU=';

  it('is encrypted byte for byte as by LicenseBox', () => {
    const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const plain = Buffer.from('{"license":"AAAA-BBBB-CCCC-DDDD","client":"Harness"}');
    expect(encryptLegacy(plain, new DataKey(KEY), iv)).toBe(FILE);
  });

  it('decrypts with the current key or an old one', async () => {
    const content = { license: 'AAAA-BBBB-CCCC-DDDD', client: 'Harness' };
    expect(await serviceWith({ LICENSE_DATA_KEY: KEY }).decrypt(FILE)).toEqual(content);
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: KEY }).decrypt(FILE)).toEqual(content);
    expect(await serviceWith().decrypt(FILE)).toBeNull();
  });

  it('decrypts with a key in base64, which a list needs for some keys', async () => {
    const encoded = `base64:${Buffer.from(KEY).toString('base64')}`;
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: encoded }).decrypt(FILE)).toMatchObject({ client: 'Harness' });
  });

  it('decrypts if the other server did not decode `base64:…`', async () => {
    const service = encryptingWith('legacy', GENERATED);
    expect(await service.decrypt(await service.encrypt(SUBJECT))).toEqual(SUBJECT);
  });

  it('decrypts with a key shorter than the cipher key', async () => {
    // An independent HKDF; one block of SHA-512 suffices for both keys.
    const hkdf = (info: string) => {
      const extracted = createHmac('sha512', Buffer.alloc(64)).update('eight by').digest();
      return createHmac('sha512', extracted).update(`${info}\u0001`).digest();
    };
    const cipherKey = Buffer.concat([hkdf('encryption').subarray(0, 8), Buffer.alloc(8)]);
    const iv = randomBytes(16);
    const encrypting = createCipheriv('aes-128-cbc', cipherKey, iv);
    const rest = Buffer.concat([iv, encrypting.update('{"license":"A"}'), encrypting.final()]).toString('base64');
    const file = createHmac('sha512', hkdf('authentication')).update(rest).digest('hex') + rest;
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: 'eight by' }).decrypt(file)).toEqual({ license: 'A' });
  });

  it('does not decrypt with an upper-case MAC', async () => {
    const capitals = FILE.slice(0, 128).toUpperCase() + FILE.slice(128);
    expect(await serviceWith({ LICENSE_DATA_KEY: KEY }).decrypt(capitals)).toBeNull();
  });
});

describe("Laravel's payload", () => {
  const PLAIN = '{"license":"AAAA-BBBB","customer_id":"Jane"}';
  const CONTENT = { license: 'AAAA-BBBB', client: 'Jane' };
  const service = serviceWith({ LICENSE_DATA_OLD_KEYS: `${KEY_16},${KEY_32}` });

  it('decrypts with each of its ciphers', async () => {
    expect(await service.decrypt(json({ ...laravelPayload(PLAIN, 'aes-128-cbc', KEY_16), tag: '' }))).toEqual(CONTENT);
    expect(await service.decrypt(json({ ...laravelPayload(PLAIN, 'aes-256-cbc', KEY_32), tag: '' }))).toEqual(CONTENT);
    expect(await service.decrypt(json(laravelGcmPayload(PLAIN, 'aes-128-gcm', KEY_16)))).toEqual(CONTENT);
    expect(await service.decrypt(json(laravelGcmPayload(PLAIN, 'aes-256-gcm', KEY_32)))).toEqual(CONTENT);
  });

  it('decrypts with a key in Laravel’s notation', async () => {
    const payload = laravelGcmPayload(PLAIN, 'aes-256-gcm', Buffer.alloc(32, 1));
    expect(await serviceWith({ LICENSE_DATA_KEY: GENERATED }).decrypt(json(payload))).toEqual(CONTENT);
  });

  it('decrypts without a tag, as old versions wrote it', async () => {
    expect(await service.decrypt(json(laravelPayload(PLAIN, 'aes-256-cbc', KEY_32)))).toEqual(CONTENT);
  });

  it('decrypts serialized data, the output of `encrypt`', async () => {
    const content = 'a:2:{s:7:"license";s:9:"AAAA-BBBB";s:11:"customer_id";s:4:"Jane";}';
    expect(await service.decrypt(json(laravelGcmPayload(content, 'aes-256-gcm', KEY_32)))).toEqual(CONTENT);
    const asText = `s:${PLAIN.length}:"${PLAIN}";`;
    expect(await service.decrypt(json(laravelPayload(asText, 'aes-128-cbc', KEY_16)))).toEqual(CONTENT);
  });

  it.each([4, 8, 12, 15])('does not decrypt with a tag of %i bytes', async (bytes) => {
    const whole = laravelGcmPayload(PLAIN, 'aes-256-gcm', KEY_32);
    const tag = Buffer.from(whole.tag, 'base64').subarray(0, bytes).toString('base64');
    expect(await service.decrypt(json({ ...whole, tag }))).toBeNull();
    expect(await service.decrypt(json(laravelGcmPayload(PLAIN, 'aes-256-gcm', KEY_32, bytes)))).toBeNull();
  });

  it('does not decrypt with fields of a wrong type, missing, added, or renamed', async () => {
    const cbc = { ...laravelPayload(PLAIN, 'aes-256-cbc', KEY_32), tag: '' };
    const gcm = laravelGcmPayload(PLAIN, 'aes-256-gcm', KEY_32);
    const wrong: object[] = [
      { ...cbc, iv: undefined },
      { ...cbc, mac: undefined },
      { ...cbc, mac: '' },
      { ...cbc, mac: cbc.mac.toUpperCase() },
      { ...cbc, mac: cbc.mac.slice(0, 32) },
      { ...cbc, mac: [cbc.mac] },
      { ...cbc, mac: true },
      { ...cbc, tag: null },
      { ...cbc, tag: gcm.tag },
      { ...cbc, iv: gcm.iv },
      { ...cbc, more: '' },
      { ...cbc, value: '' },
      { ...gcm, tag: '' },
      { ...gcm, tag: undefined },
      { ...gcm, mac: undefined },
      { ...gcm, mac: cbc.mac },
      { ...gcm, iv: cbc.iv },
      { ...gcm, iv: '' },
      { ...gcm, iv: { length: 12 } },
      { ...gcm, value: `${gcm.value}=` },
      { ...gcm, value: 7 },
      [],
      [cbc],
    ];
    for (const payload of wrong) {
      expect([payload, await service.decrypt(json(payload))]).toEqual([payload, null]);
    }
    expect(await service.decrypt(json(null))).toBeNull();
    expect(await service.decrypt(json('text'))).toBeNull();
  });

  it('does not decrypt to anything but license data', async () => {
    for (const content of ['', 'null', '[]', '"A"', '{}', '{"license":1}', 'O:8:"stdClass":0:{}', '{"license":"A"']) {
      expect(await service.decrypt(json(laravelGcmPayload(content, 'aes-256-gcm', KEY_32)))).toBeNull();
    }
  });
});

describe('a text that was not encrypted', () => {
  const service = serviceWith({ LICENSE_DATA_OLD_KEYS: KEY_16 });

  it('decrypts to null, whatever its form', async () => {
    const shape = fc.record({
      iv: fc.base64String(),
      value: fc.base64String(),
      mac: fc.string(),
      tag: fc.base64String(),
    });
    const made = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.base64String(),
      fc.json(),
      fc.json().map((text) => Buffer.from(text).toString('base64')),
      shape.map(json),
      fc.tuple(fc.stringMatching(/^[0-9a-f]{128}$/), fc.base64String()).map((parts) => parts.join('')),
      fc.json().map((text) => `{"license_file":${text}}`),
    );
    await fc.assert(
      fc.asyncProperty(made, async (text) => {
        expect(await service.decrypt(text)).toBeNull();
      }),
      cases(70),
    );
  });

  it('decrypts to null if it is too long, even if it is authentic', async () => {
    const encrypted = await service.encrypt(SUBJECT);
    const filled = (length: number) => encrypted + ' '.repeat(length - encrypted.length);
    expect(await service.decrypt(filled(16_384))).toEqual(SUBJECT);
    expect(await service.decrypt(filled(16_385))).toBeNull();
    expect(await service.decrypt('A'.repeat(50_000_000))).toBeNull();
  });
});
