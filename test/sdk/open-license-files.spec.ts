import { createHash, createHmac } from 'node:crypto';
import { DAY, HOUR, LicensedProgram, reasonOf, SECOND } from './support/licensed-program';
import { json, SigningServer } from './support/signing-server';

let program: LicensedProgram;
beforeEach(() => (program = new LicensedProgram()));
afterEach(() => program.end());

/** A device that never had a network. */
async function offline(options = {}) {
  program.server.isDown = true;
  return program.start({ licenseKey: undefined, ...options });
}

describe('a license file', () => {
  it.each([
    ['of this device', {}],
    ['encrypted for this device', { isEncrypted: true }],
    ['for any device', { fingerprint: null }],
    ['encrypted for any device', { fingerprint: null, isEncrypted: true }],
  ])('%s is trusted until it ends, and kept', async (_, kind) => {
    const license = await offline();
    const until = new Date(program.time.trueNow() + 3 * DAY);
    const text = program.server.file({ days: 3, ...kind });
    await expect(license.useFile(text, 'KEY-1')).resolves.toMatchObject({ kind: 'valid', source: 'file', until });

    const restarted = await program.restart({ licenseKey: undefined });
    await program.time.pass(DAY);
    expect(restarted.state).toMatchObject({ kind: 'valid', source: 'file', features: ['export'] });
    await program.time.pass(2 * DAY);
    expect(restarted.state.usable).toBe(true);
    await program.time.pass(SECOND);
    expect(restarted.state).toMatchObject({ kind: 'must_connect', usable: false });
    await expect(restarted.useFile(text)).rejects.toMatchObject({ code: 'LICENSE_FILE_EXPIRED' });
  });

  it.each<[string, string, string, (server: SigningServer) => string]>([
    ['of another device', 'device', 'LICENSE_FILE_OTHER_DEVICE', (server) => server.file({ fingerprint: 'laptop' })],
    [
      'encrypted for another device',
      'decryption',
      'LICENSE_FILE_UNREADABLE',
      (server) => server.file({ fingerprint: 'laptop', isEncrypted: true }),
    ],
    ['of another product', 'product', 'LICENSE_FILE_OTHER_PRODUCT', (server) => server.file({ product: 'other' })],
    [
      'of another license key',
      'license_key',
      'LICENSE_FILE_OTHER_KEY',
      (server) => server.file({ key_hash: '0'.repeat(64) }),
    ],
    ['of another server', 'unknown_key', 'LICENSE_FILE_UNTRUSTED', (server) => new SigningServer(server.now).file()],
    ['that allows nothing', 'malformed', 'LICENSE_FILE_MALFORMED', (server) => server.file({ valid: false })],
    ['of another version', 'malformed', 'LICENSE_FILE_MALFORMED', (server) => server.file({ ver: 2 })],
    ['that is none', 'malformed', 'LICENSE_FILE_MALFORMED', () => 'Dear customer,'],
    [
      'of which a letter was changed',
      'signature',
      'LICENSE_FILE_CHANGED',
      (server) => {
        const [header = '', ...lines] = server.file().split('\n');
        const jws = Buffer.from(lines.slice(0, -2).join(''), 'base64').toString();
        const [head, claims = '', signature] = jws.split('.');
        const later = Buffer.from(claims, 'base64url').toString().replace('"valid":true', '"valid": true');
        const changed = [head, Buffer.from(later).toString('base64url'), signature].join('.');
        return [header, Buffer.from(changed).toString('base64'), ...lines.slice(-2)].join('\n');
      },
    ],
    [
      'that is an answer',
      'type',
      'LICENSE_FILE_MALFORMED',
      (server) => {
        const compact = Buffer.from(server.verdict({ nonce: 'n' }, 'validate')).toString('base64');
        return `-----BEGIN KEYWARD LICENSE FILE-----\n${compact}\n-----END KEYWARD LICENSE FILE-----`;
      },
    ],
  ])('%s is refused with a code for the cause, and changes nothing', async (_, reason, code, make) => {
    const license = await offline();
    const error: unknown = await license.useFile(make(program.server), 'KEY-1').catch((refused: unknown) => refused);
    expect(error).toMatchObject({ name: 'UsageError', code });
    expect(reasonOf(error)).toBe(reason);
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_license_key' });
  });

  it('needs a license key', async () => {
    const license = await offline();
    await expect(license.useFile(program.server.file())).rejects.toMatchObject({ code: 'LICENSE_KEY_MISSING' });
  });

  it('ends when the server refuses the license later', async () => {
    const license = await offline();
    await license.useFile(program.server.file(), 'KEY-1');
    program.server.isDown = false;
    program.server.license.refusal = 'REVOKED';
    await program.time.pass(2 * HOUR);
    expect(license.state).toMatchObject({ kind: 'refused', reason: 'REVOKED' });
  });

  it('ends when the server says that it was revoked, and signs it', async () => {
    const license = await offline();
    await license.useFile(program.server.file(), 'KEY-1');
    program.server.isDown = false;
    const named: unknown[] = [];
    program.server.intercept = (path, body) => {
      named.push(body.license_file);
      return path.endsWith('validate') ? json({ license_file: { revoked: true }, valid: true }) : undefined;
    };
    await license.check();
    expect(named).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(license.state).toMatchObject({ kind: 'valid', source: 'file' });

    program.server.intercept = () => undefined;
    program.server.claims = (claims) => ({ ...claims, license_file: { revoked: true } });
    program.server.license.offlineDays = 1;
    await license.check();
    program.server.isDown = true;
    await program.time.pass(DAY + HOUR);
    expect(license.state.usable).toBe(false);
  });

  it('for any device outlives that this device has no seat', async () => {
    const license = await offline();
    await license.useFile(program.server.file({ fingerprint: null }), 'KEY-1');
    program.server.license.activated.clear();
    program.server.isDown = false;
    await program.time.pass(2 * HOUR);
    expect(license.state).toMatchObject({ kind: 'valid', source: 'file' });
  });

  it('outlives a refusal of the same second', async () => {
    program.server.license.refusal = 'EXPIRED';
    const license = await program.start();
    await expect(license.useFile(program.server.file())).resolves.toMatchObject({ kind: 'valid', source: 'file' });
    await expect(license.check()).resolves.toMatchObject({ kind: 'valid', source: 'file' });
    await program.time.pass(SECOND);
    await expect(license.check()).resolves.toMatchObject({ kind: 'refused', reason: 'EXPIRED' });
  });

  it('that is issued after a refusal counts', async () => {
    program.server.license.refusal = 'EXPIRED';
    const license = await program.start();
    expect(license.state.kind).toBe('refused');
    await program.time.pass(SECOND);
    await expect(license.useFile(program.server.file())).resolves.toMatchObject({ kind: 'valid', source: 'file' });
  });
});

describe('air gap', () => {
  it('shows a request of at most 200 characters', async () => {
    const license = await offline({ device: 'd'.repeat(43) });
    const request = await license.offlineRequest('KEY-1');
    expect(request.length).toBeLessThanOrEqual(200);
    const { k, f, n } = JSON.parse(Buffer.from(request.slice('KWR1.'.length), 'base64url').toString());
    expect(k).toBe(createHash('sha256').update('KEY-1').digest('base64url').slice(0, 22));
    expect(f).toBe('d'.repeat(43));
    expect(n).toMatch(/^[\w-]{16}$/);
  });

  it('gives its file up for a code, and does not take it again', async () => {
    const license = await offline();
    const text = program.server.file({ jti: 'file-1' });
    await license.useFile(text, 'KEY-1');
    const code = await license.releaseOffline();
    const { s } = JSON.parse(Buffer.from(code.slice('KWX1.'.length), 'base64url').toString());
    expect(s).toBe(
      createHmac('sha256', 'KEY-1').update('keyward release desk file-1').digest('base64url').slice(0, 22),
    );
    expect(license.state).toMatchObject({ kind: 'must_connect', reason: 'no_license_key' });
    await expect(license.useFile(text, 'KEY-1')).rejects.toMatchObject({ code: 'LICENSE_FILE_RELEASED' });

    const restarted = await program.restart({ licenseKey: 'KEY-1' });
    await expect(restarted.useFile(text)).rejects.toThrow('given up');
    await expect(restarted.releaseOffline()).rejects.toMatchObject({ code: 'LICENSE_FILE_MISSING' });
  });
});
