import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { SecretCipher } from './secret-cipher';
import { readSettings } from './read-settings';
import { cases } from '../../../../test/testkit/sample';

const KEY = 'a key of thirty-two characters..';
const NEXT_KEY = `base64:${Buffer.alloc(32, 7).toString('base64')}`;

const cipherWith = (environment: Record<string, string>) => SecretCipher.from(readSettings(environment));
const current = cipherWith({ SECRETS_KEY: KEY });

describe('the cipher of secrets', () => {
  it('gives back any text, and never encrypts it to the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, name) => {
        fc.pre(!text.startsWith('enc:v1:'));
        const stored = current.encrypt(name, text);
        expect(stored).toMatch(/^enc:v1:/);
        expect(current.decrypt(name, stored)).toBe(text);
        expect(current.encrypt(name, text)).not.toBe(stored);
      }),
      cases(),
    );
  });

  it('leaves a text as it is where there is no key, and reads it with any', () => {
    expect(cipherWith({}).encrypt('JWT_SECRET', 'plain')).toBe('plain');
    expect(cipherWith({}).reencrypt('JWT_SECRET', 'plain')).toBeUndefined();
    expect(current.decrypt('JWT_SECRET', 'plain')).toBe('plain');
  });

  it('opens nothing in another row, of another key, changed or cut short', () => {
    const stored = current.encrypt('JWT_SECRET', 'plain');
    const bytes = Buffer.from(stored.slice('enc:v1:'.length), 'base64');
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
    const texts = [flipped, bytes.subarray(0, -1), bytes.subarray(0, 28), bytes.subarray(0, 5), Buffer.alloc(0)];
    for (const changed of texts) {
      expect(() => current.decrypt('JWT_SECRET', `enc:v1:${changed.toString('base64')}`)).toThrow(/SECRETS_KEY/);
    }
    expect(() => current.decrypt('LICENSE_DATA_KEY', stored)).toThrow(/SECRETS_KEY does not decrypt LICENSE_DATA_KEY/);
    expect(() => cipherWith({ SECRETS_KEY: NEXT_KEY }).decrypt('JWT_SECRET', stored)).toThrow(/SECRETS_KEY does not/);
    expect(() => cipherWith({}).decrypt('JWT_SECRET', stored)).toThrow(/SECRETS_KEY or SECRETS_KEY_FILE must be set/);
  });

  it('reads with old keys and writes with the new one', () => {
    const stored = current.encrypt('JWT_SECRET', 'plain');
    const next = cipherWith({ SECRETS_KEY: NEXT_KEY, SECRETS_OLD_KEYS: KEY });
    expect(next.decrypt('JWT_SECRET', stored)).toBe('plain');
    const rewritten = next.reencrypt('JWT_SECRET', stored) ?? '';
    expect(cipherWith({ SECRETS_KEY: NEXT_KEY }).decrypt('JWT_SECRET', rewritten)).toBe('plain');
    expect(next.reencrypt('JWT_SECRET', rewritten)).toBeUndefined();
    expect(cipherWith({ SECRETS_OLD_KEYS: KEY }).reencrypt('JWT_SECRET', stored)).toBeUndefined();
  });

  describe('takes its key from a file', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'keyward secrets '));
    });
    afterAll(() => rmSync(folder, { recursive: true }));
    const fileWith = (text: string): string => {
      const path = join(folder, 'key');
      writeFileSync(path, text);
      return path;
    };

    it('whose last line may end', () => {
      const fromFile = cipherWith({ SECRETS_KEY_FILE: fileWith(`${KEY}\n`) });
      expect(fromFile.decrypt('JWT_SECRET', current.encrypt('JWT_SECRET', 'plain'))).toBe('plain');
    });

    it.each([
      '',
      'short',
      'x'.repeat(256),
      `base64:${Buffer.alloc(31).toString('base64')}`,
      'base64:not base64 at all',
    ])('but not %j', (text) => {
      expect(() => cipherWith({ SECRETS_KEY_FILE: fileWith(text) })).toThrow(/^Settings: SECRETS_KEY_FILE must /);
    });

    it('but not one that is not there', () => {
      expect(() => cipherWith({ SECRETS_KEY_FILE: join(folder, 'nothing') })).toThrow(/SECRETS_KEY_FILE must .*ENOENT/);
    });
  });
});
