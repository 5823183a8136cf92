import fc from 'fast-check';
import { createCipheriv, createHmac, randomBytes } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { Randomness } from '../../../../common/randomness';
import { SecretCipher } from '../../../../platform/config/secret-cipher';
import { SecretsService } from '../../../../platform/secrets/secrets.service';
import { LICENSE_DATA_CIPHERS, readSettings } from '../../../../platform/config/settings';
import { DataKey } from './data-key';
import { encryptLegacy } from './legacy-format';
import { LicenseDataKeysService } from './license-data-keys.service';
import { LicenseDataService } from './license-data.service';

const MADE = `base64:${Buffer.alloc(32, 1).toString('base64')}`;
const KEY_16 = 'sixteen-byte-key';
const KEY_32 = 'a-key-of-exactly-thirty-two-byte';

const OWNER = { license: 'AAAA-BBBB-CCCC-DDDD', product: 'shop', device: 'shop.example', client: 'Jane Ærø' };

/** The service of a server with these settings, whose first start made `MADE`. */
function serviceWith(environment: Record<string, string> = {}): LicenseDataService {
  const settings = readSettings(environment);
  const dataSource = { manager: { findOneByOrFail: async () => ({ value: MADE }) } } as unknown as DataSource;
  return new LicenseDataService(
    settings,
    new LicenseDataKeysService(settings, new SecretsService(settings, SecretCipher.from(settings), dataSource)),
    new Randomness(),
  );
}

const writingWith = (cipher: string, key = MADE) => serviceWith({ LICENSE_DATA_CIPHER: cipher, LICENSE_DATA_KEY: key });

const json = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

/** Laravel's encryptString as its documentation and source have it, on its own. */
function byLaravel(plain: string, cipher: 'aes-128-cbc' | 'aes-256-cbc', key: string | Buffer) {
  const iv = randomBytes(16);
  const encrypting = createCipheriv(cipher, key, iv);
  const value = encrypting.update(plain, 'utf8', 'base64') + encrypting.final('base64');
  const mac = createHmac('sha256', key)
    .update(iv.toString('base64') + value)
    .digest('hex');
  return { iv: iv.toString('base64'), value, mac };
}

function byLaravelGcm(plain: string, cipher: 'aes-128-gcm' | 'aes-256-gcm', key: string | Buffer, tagBytes = 16) {
  const iv = randomBytes(12);
  const encrypting = createCipheriv(cipher, key, iv, { authTagLength: tagBytes });
  const value = encrypting.update(plain, 'utf8', 'base64') + encrypting.final('base64');
  return { iv: iv.toString('base64'), value, mac: '', tag: encrypting.getAuthTag().toString('base64') };
}

describe.each(LICENSE_DATA_CIPHERS)('license data as %s', (cipher) => {
  it.each([
    ['the one that was made', MADE],
    ['16 bytes', KEY_16],
    ['32 bytes', KEY_32],
    ['an odd length', 'a key of nineteen b'],
    ['another script', 'ключ лицензий'],
    ['encoded, of an odd length', `base64:${randomBytes(21).toString('base64')}`],
    ['the longest', 'x'.repeat(255)],
  ])('opens again with a key of its own: %s', async (_what, key) => {
    const service = writingWith(cipher, key);
    expect(await service.decrypt(await service.encrypt(OWNER))).toEqual(OWNER);
  });

  it('names no client where there is none', async () => {
    const service = writingWith(cipher);
    const { client: _client, ...others } = OWNER;
    expect(await service.decrypt(await service.encrypt({ ...others, client: null }))).toEqual(others);
    expect(await service.decrypt(await service.encrypt(others))).toEqual(others);
  });

  it('is written anew each time', async () => {
    const service = writingWith(cipher);
    expect(await service.encrypt(OWNER)).not.toBe(await service.encrypt(OWNER));
  });

  it('shows nothing of what is inside', async () => {
    const sealed = await writingWith(cipher).encrypt(OWNER);
    const decoded = Buffer.from(sealed, 'base64').toString('latin1');
    expect(sealed + decoded).not.toMatch(/AAAA-BBBB|shop|Jane/);
  });

  it('still opens when the server writes with any other cipher', async () => {
    const sealed = await writingWith(cipher, KEY_16).encrypt(OWNER);
    for (const later of LICENSE_DATA_CIPHERS) {
      expect(await writingWith(later, KEY_16).decrypt(sealed)).toEqual(OWNER);
    }
  });

  it('opens with an old key among others, and with no key that is not configured', async () => {
    const sealed = await writingWith(cipher, KEY_32).encrypt(OWNER);
    const rotated = { LICENSE_DATA_KEY: 'the key after the rotation' };
    const reading = serviceWith({ ...rotated, LICENSE_DATA_OLD_KEYS: `an older key of another,${KEY_32}` });
    expect(await reading.decrypt(sealed)).toEqual(OWNER);
    expect(await serviceWith(rotated).decrypt(sealed)).toBeNull();
    expect(await serviceWith().decrypt(sealed)).toBeNull();
  });

  it('opens with the key that the server had made, after somebody has given another', async () => {
    const sealed = await serviceWith({ LICENSE_DATA_CIPHER: cipher }).encrypt(OWNER);
    expect(await serviceWith({ LICENSE_DATA_KEY: KEY_16 }).decrypt(sealed)).toEqual(OWNER);
  });

  it('is never written with an old key, nor with the made one where another is given', async () => {
    const writing = serviceWith({
      LICENSE_DATA_CIPHER: cipher,
      LICENSE_DATA_KEY: KEY_16,
      LICENSE_DATA_OLD_KEYS: KEY_32,
    });
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: KEY_32 }).decrypt(await writing.encrypt(OWNER))).toBeNull();
  });

  it('opens in white space, and as the JSON object of the contract', async () => {
    const service = writingWith(cipher);
    const sealed = await service.encrypt(OWNER);
    const forms = [
      ` ${sealed}\r\n`,
      JSON.stringify({ license_file: sealed }),
      `\n{ "license_file": "${sealed}\\n" }\n`,
    ];
    forms.push(JSON.stringify({ license_file: sealed }).replaceAll('/', '\\/'));
    for (const form of forms) {
      expect(await service.decrypt(form)).toEqual(OWNER);
    }
    expect(await service.decrypt(JSON.stringify({ license_data: sealed }))).toBeNull();
    expect(await service.decrypt(JSON.stringify({ license_file: { license_file: sealed } }))).toBeNull();
  });

  it('does not open with any bit of it turned', async () => {
    const service = writingWith(cipher);
    const sealed = Buffer.from(await service.encrypt(OWNER));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const turned = Buffer.from(sealed);
      turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect([bit, await service.decrypt(turned.toString('latin1'))]).toEqual([bit, null]);
    }
  });

  it('does not open with a bit turned below its outer base64', async () => {
    const service = writingWith(cipher);
    const sealed = await service.encrypt(OWNER);
    const [, mac = '', rest = ''] = /^([0-9a-f]{128})?(.+)$/.exec(sealed) ?? [];
    const bytes = Buffer.from(rest, 'base64');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const turned = Buffer.from(bytes);
      turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect([bit, await service.decrypt(mac + turned.toString('base64'))]).toEqual([bit, null]);
    }
  });

  it('does not open cut short at either end, nor with anything added', async () => {
    const service = writingWith(cipher);
    const sealed = await service.encrypt(OWNER);
    for (let length = 0; length < sealed.length; length += 1) {
      expect(await service.decrypt(sealed.slice(0, length))).toBeNull();
      expect(await service.decrypt(sealed.slice(length + 1))).toBeNull();
    }
    for (const more of ['=', 'A', 'AAAA', '====', '\0', sealed]) {
      expect(await service.decrypt(sealed + more)).toBeNull();
    }
  });

  it('has room for the longest names', async () => {
    const service = writingWith(cipher);
    const longest = {
      license: '🔑'.repeat(255),
      product: '\u0001'.repeat(255),
      device: '\u0001'.repeat(512),
      client: '\u0001'.repeat(255),
    };
    expect(await service.decrypt(await service.encrypt(longest))).toEqual(longest);
  });

  it('keeps every text that a license, product, device or client may have', async () => {
    const service = writingWith(cipher);
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).filter((one) => !one.includes('\0'));
    await fc.assert(
      fc.asyncProperty(fc.record({ license: text, product: text, device: text, client: text }), async (owner) => {
        expect(await service.decrypt(await service.encrypt(owner))).toEqual(owner);
      }),
    );
  });
});

describe("LicenseBox's license file", () => {
  const KEY = '0123456789abcdef0123';
  const FILE =
    '2fd443bd4b2b390ed2ff6cdb3ca1c6df9f78d8cd11f13e46cba520efa52fcba0274c3287429fc895d244ac23aae064a1b231c567433bac2c' +
    'cc92c992d5036cb7AAECAwQFBgcICQoLDA0OD0yEjeUvdOaN0usLpFfl44tPoqXqw4AFG2LYaFX4R8NxKwMvGU6skClah0hkwsH8jlCuy4Ef8CAN' +
    'NBK+of0ubAU=';

  it('is written to the last character', () => {
    const iv = Buffer.from('000102030405060708090a0b0c0d0e0f', 'hex');
    const plain = Buffer.from('{"license":"AAAA-BBBB-CCCC-DDDD","client":"Harness"}');
    expect(encryptLegacy(plain, new DataKey(KEY), iv)).toBe(FILE);
  });

  it('opens, with its key in use or among the old ones', async () => {
    const inside = { license: 'AAAA-BBBB-CCCC-DDDD', client: 'Harness' };
    expect(await serviceWith({ LICENSE_DATA_KEY: KEY }).decrypt(FILE)).toEqual(inside);
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: KEY }).decrypt(FILE)).toEqual(inside);
    expect(await serviceWith().decrypt(FILE)).toBeNull();
  });

  it('opens with a key that had to be given as base64, because a list cannot hold it', async () => {
    const encoded = `base64:${Buffer.from(KEY).toString('base64')}`;
    expect(await serviceWith({ LICENSE_DATA_OLD_KEYS: encoded }).decrypt(FILE)).toMatchObject({ client: 'Harness' });
  });

  it('opens where the other server took `base64:…` as it stands', async () => {
    const service = writingWith('legacy', MADE);
    expect(await service.decrypt(await service.encrypt(OWNER))).toEqual(OWNER);
  });

  it('opens with a key that is shorter than the cipher wants', async () => {
    // Written apart from ours: HKDF by hand, one block of SHA-512 being enough for both keys.
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

  it('is no longer its own with capitals in its MAC', async () => {
    const capitals = FILE.slice(0, 128).toUpperCase() + FILE.slice(128);
    expect(await serviceWith({ LICENSE_DATA_KEY: KEY }).decrypt(capitals)).toBeNull();
  });
});

describe("Laravel's payload", () => {
  const PLAIN = '{"license":"AAAA-BBBB","customer_id":"Jane"}';
  const INSIDE = { license: 'AAAA-BBBB', client: 'Jane' };
  const service = serviceWith({ LICENSE_DATA_OLD_KEYS: `${KEY_16},${KEY_32}` });

  it('opens for each of its ciphers', async () => {
    expect(await service.decrypt(json({ ...byLaravel(PLAIN, 'aes-128-cbc', KEY_16), tag: '' }))).toEqual(INSIDE);
    expect(await service.decrypt(json({ ...byLaravel(PLAIN, 'aes-256-cbc', KEY_32), tag: '' }))).toEqual(INSIDE);
    expect(await service.decrypt(json(byLaravelGcm(PLAIN, 'aes-128-gcm', KEY_16)))).toEqual(INSIDE);
    expect(await service.decrypt(json(byLaravelGcm(PLAIN, 'aes-256-gcm', KEY_32)))).toEqual(INSIDE);
  });

  it('opens with a key as Laravel spells it', async () => {
    const payload = byLaravelGcm(PLAIN, 'aes-256-gcm', Buffer.alloc(32, 1));
    expect(await serviceWith({ LICENSE_DATA_KEY: MADE }).decrypt(json(payload))).toEqual(INSIDE);
  });

  it('opens without a tag, as old versions wrote it', async () => {
    expect(await service.decrypt(json(byLaravel(PLAIN, 'aes-256-cbc', KEY_32)))).toEqual(INSIDE);
  });

  it('opens with serialized data inside, as `encrypt` makes it', async () => {
    const inside = 'a:2:{s:7:"license";s:9:"AAAA-BBBB";s:11:"customer_id";s:4:"Jane";}';
    expect(await service.decrypt(json(byLaravelGcm(inside, 'aes-256-gcm', KEY_32)))).toEqual(INSIDE);
    const asText = `s:${PLAIN.length}:"${PLAIN}";`;
    expect(await service.decrypt(json(byLaravel(asText, 'aes-128-cbc', KEY_16)))).toEqual(INSIDE);
  });

  it.each([4, 8, 12, 15])('does not open with a tag of %i bytes', async (bytes) => {
    const whole = byLaravelGcm(PLAIN, 'aes-256-gcm', KEY_32);
    const tag = Buffer.from(whole.tag, 'base64').subarray(0, bytes).toString('base64');
    expect(await service.decrypt(json({ ...whole, tag }))).toBeNull();
    expect(await service.decrypt(json(byLaravelGcm(PLAIN, 'aes-256-gcm', KEY_32, bytes)))).toBeNull();
  });

  it('does not open with fields of a wrong type, missing, added, or spelled otherwise', async () => {
    const cbc = { ...byLaravel(PLAIN, 'aes-256-cbc', KEY_32), tag: '' };
    const gcm = byLaravelGcm(PLAIN, 'aes-256-gcm', KEY_32);
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

  it('does not open where it holds anything but license data', async () => {
    for (const inside of ['', 'null', '[]', '"A"', '{}', '{"license":1}', 'O:8:"stdClass":0:{}', '{"license":"A"']) {
      expect(await service.decrypt(json(byLaravelGcm(inside, 'aes-256-gcm', KEY_32)))).toBeNull();
    }
  });
});

describe('a text that nobody sealed', () => {
  const service = serviceWith({ LICENSE_DATA_OLD_KEYS: KEY_16 });

  it('is null, whatever it looks like', async () => {
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
      { numRuns: 2_000 },
    );
  });

  it('is null where it is huge, though it was sealed', async () => {
    const sealed = await service.encrypt(OWNER);
    const filled = (length: number) => sealed + ' '.repeat(length - sealed.length);
    expect(await service.decrypt(filled(16_384))).toEqual(OWNER);
    expect(await service.decrypt(filled(16_385))).toBeNull();
    expect(await service.decrypt('A'.repeat(50_000_000))).toBeNull();
  });
});
