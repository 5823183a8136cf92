import { keyOf } from '../../testkit/callers';
import { activate, deactivate, issued, validate } from '../../testkit/issue';
import {
  airGapRequest,
  claimsIn,
  claimsOf,
  decrypted,
  filesOf,
  issueFile,
  keyName,
  NONCE,
  publicKeysOf,
  release,
  releaseCode,
  requestFile,
  tokenIn,
} from '../../support/license-files';
import { licenseOf, race, raceInOrder } from '../../testkit/race';
import { activeSeatsOf, countOf, seatsOf, tally, verificationsOf } from '../../testkit/records';
import { sampleOf } from '../../testkit/sample';
import { type Answer, TestServer } from '../../testkit/server';
import { DAY } from '../../../src/core/common/calendar';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.shared();
});
beforeEach(() => {
  server.clock.holdAt('2027-03-01T12:00:00Z');
});
afterAll(() => server.stop());

const codeOf = ({ status, body }: Answer) => [status, body.error?.code];
const fingerprintOf = (letter: string) => letter.repeat(43);

/** What mail programs and clipboards make of a code. */
const PASTED: [string, (code: string) => string][] = [
  ['with white space around it', (code) => ` ${code}\r\n`],
  ['with a byte-order mark, in quotation marks', (code) => `\ufeff“${code}”.`],
  ['in quoted lines', (code) => code.replace(/(.{50})/g, '$1\r\n> ')],
  ['between other text', (code) => `The code (KWR1. or KWX1.):\n${code}\nRegards, Ann`],
  ['with invisible characters inside', (code) => code.replace(/(.{7})/g, '$1\u200b\u00ad')],
  ['in wide letters', (code) => code.replace(/[!-~]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))],
];

/** A license with a file for a device without network. */
async function offline(more: Record<string, unknown> = {}) {
  const license = await issued(server, { max_activations: 1, ...more });
  const { status, body } = await issueFile(server, license, { request: airGapRequest(license.key, 'lab-7') });
  expect(status).toBe(201);
  return { license, file: body };
}

describe('the request of a program without network', () => {
  it('becomes the file of its device, which takes a seat', async () => {
    const license = await issued(server, { max_activations: 1 });
    const request = airGapRequest(license.key, fingerprintOf('a'));
    const { status, body } = await issueFile(server, license, { request, machine_name: 'Lab 7', ttl_days: 20 });
    expect([status, body]).toMatchObject([
      201,
      { fingerprint: fingerprintOf('a'), expires_at: '2027-03-21T12:00:00.000Z', revoked_at: null },
    ]);
    expect(await claimsOf(server, body.file)).toMatchObject({
      jti: body.id,
      fingerprint: fingerprintOf('a'),
      request: NONCE,
      license: license.id,
    });
    expect(await seatsOf(server, license)).toMatchObject([
      { fingerprint: fingerprintOf('a'), live: true, name: 'Lab 7' },
    ]);
    expect((await verificationsOf(server, license.key)).map(({ operation }) => operation)).toEqual(['activate']);
  });

  it('has at most 200 characters, with the longest fingerprint', async () => {
    const license = await issued(server);
    const request = airGapRequest(license.key, 'f'.repeat(86));
    expect(request).toHaveLength(200);
    expect((await issueFile(server, license, { request })).status).toBe(201);
    const longer = airGapRequest(license.key, 'f'.repeat(87));
    expect(codeOf(await issueFile(server, license, { request: longer }))).toEqual([400, 'VALIDATION_ERROR']);
  });

  it('becomes an encrypted file that its program can read', async () => {
    const license = await issued(server);
    const request = airGapRequest(license.key, 'lab-7');
    const { body } = await issueFile(server, license, { request, encrypted: true });
    const jws = decrypted(tokenIn(body.file), license.key, 'lab-7');
    expect(await claimsIn(jws, await publicKeysOf(server))).toMatchObject({ request: NONCE, fingerprint: 'lab-7' });
  });

  it('is answered again on the same seat, as often as it is sent', async () => {
    const { license, file } = await offline();
    const again = await issueFile(server, license, { request: airGapRequest(license.key, 'lab-7') });
    expect(again.status).toBe(201);
    expect(again.body.id).not.toBe(file.id);
    expect(await activeSeatsOf(server, license)).toBe(1);
  });

  it('is refused for another license, which takes no seat', async () => {
    const license = await issued(server);
    const other = await issued(server);
    const { status, body } = await issueFile(server, license, { request: airGapRequest(other.key, 'lab-7') });
    expect([status, body.error]).toMatchObject([
      422,
      { code: 'INVALID_CODE', details: [{ field: 'request', reason: 'invalid' }] },
    ]);
    expect(await activeSeatsOf(server, license)).toBe(0);
  });

  it('is refused without a free seat, or if the license cannot be used, and leaves nothing', async () => {
    const { license } = await offline();
    const request = airGapRequest(license.key, 'lab-8');
    expect(codeOf(await issueFile(server, license, { request }))).toEqual([409, 'SEATS_EXHAUSTED']);
    await server.sdk.licenses.block(license.id);
    expect(codeOf(await issueFile(server, license, { request }))).toEqual([403, 'BLOCKED']);
    expect(await filesOf(server, license)).toHaveLength(1);
    expect((await verificationsOf(server, license.key)).map(({ outcome }) => outcome)).toEqual([
      'VALID',
      'SEATS_EXHAUSTED',
      'BLOCKED',
    ]);
  });

  it('is accepted with a retired key while that is valid, and the file is for that key', async () => {
    const license = await issued(server);
    const rotated = await server.sdk.licenses.rotateKey(license.id, { overlap_days: 5 });
    const request = airGapRequest(license.key, 'lab-7');
    const { body } = await issueFile(server, license, { request, encrypted: true });
    expect(decrypted(tokenIn(body.file), license.key, 'lab-7')).toMatch(/^ey/);
    expect((await issueFile(server, license, { request: airGapRequest(rotated.key, 'lab-7') })).status).toBe(201);
    server.clock.advance(6 * DAY);
    expect(codeOf(await issueFile(server, license, { request }))).toEqual([422, 'INVALID_CODE']);
  });

  it('is accepted from a program whose user typed the key without dashes, as is its release', async () => {
    const license = await issued(server);
    const typed = license.key.replaceAll('-', '').toLowerCase();
    const request = airGapRequest(typed, 'lab-7');
    const { status, body } = await issueFile(server, license, { request, encrypted: true });
    expect(status).toBe(201);
    expect(decrypted(tokenIn(body.file), typed, 'lab-7')).toMatch(/^ey/);
    const code = releaseCode(typed, 'lab-7', body.id);
    expect((await release(server, license, code)).status).toBe(201);
    expect(await activeSeatsOf(server, license)).toBe(0);
  });

  it.each(sampleOf(PASTED, 4, 'requests'))('is read %s', async (_, paste) => {
    const license = await issued(server);
    const request = paste(airGapRequest(license.key, 'lab-7'));
    const { status, body } = await issueFile(server, license, { request });
    expect([status, body.fingerprint]).toEqual([201, 'lab-7']);
  });

  it('is refused if anything is wrong with it, never with a failure', async () => {
    const license = await issued(server);
    const { k, f, n } = { k: keyName(license.key), f: 'lab-7', n: NONCE };
    const coded = (value: unknown) => `KWR1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;
    const unreadable = [
      ...[null, 1, 'text', [], [k, f, n], {}, { k, f }, { k, f, n, x: 1 }, { k: 1, f, n }, { k, f: [f], n }],
      ...[
        { k, f: '', n },
        { k, f: 'a\0b', n },
        { k, f: 'a\nb', n },
        { k, f, n: 'short' },
        { k, f, n: `${NONCE}+` },
      ],
      ...[
        { k: '', f, n },
        { k: k.slice(1), f, n },
        { k: 'x'.repeat(22), f, n },
        { k, f: { toString: 1 }, n },
      ],
    ].map(coded);
    const surrogate = `KWR1.${Buffer.from(`{"k":"${k}","f":"\\ud800","n":"${n}"}`).toString('base64url')}`;
    const latin1 = `KWR1.${Buffer.from(`{"k":"${k}","f":"\xff","n":"${n}"}`, 'latin1').toString('base64url')}`;
    const proto = `KWR1.${Buffer.from('{"__proto__":{"k":1,"f":1,"n":1}}').toString('base64url')}`;
    for (const request of [...unreadable, surrogate, latin1, proto, 'KWR1.e30', 'KWR1.e31', 'KWR1.A']) {
      expect([request, ...codeOf(await issueFile(server, license, { request }))]).toEqual([
        request,
        422,
        'INVALID_CODE',
      ]);
    }
    const good = airGapRequest(license.key, 'lab-7');
    for (const request of ['', 'KWR1.', good.replace('KWR1', 'KWX1'), 5, null, {}]) {
      expect(codeOf(await issueFile(server, license, { request }))).toEqual([400, 'VALIDATION_ERROR']);
    }
    const both = await issueFile(server, license, { request: good, hardware_id: 'desk' });
    expect([codeOf(both), both.body.error.details]).toMatchObject([[400, 'VALIDATION_ERROR'], [{ field: 'request' }]]);
    expect([await activeSeatsOf(server, license), await filesOf(server, license)]).toEqual([0, []]);
  });
});

describe('the release code of a program without network', () => {
  it.each(sampleOf(PASTED, 4, 'releases'))('is read %s', async (_, paste) => {
    const { license, file } = await offline();
    expect((await release(server, license, paste(releaseCode(license.key, 'lab-7', file.id)))).status).toBe(201);
  });

  it('frees the seat and revokes the file, once', async () => {
    const { license, file } = await offline();
    const code = releaseCode(license.key, 'lab-7', file.id);
    server.clock.advance(1_000);
    const released = await release(server, license, code);
    expect([released.status, released.body]).toMatchObject([201, { fingerprint: 'lab-7', active: false }]);
    expect(await activeSeatsOf(server, license)).toBe(0);
    expect(await filesOf(server, license)).toMatchObject([{ id: file.id, revoked_at: '2027-03-01T12:00:01.000Z' }]);
    const seen = await validate(server, license.key, 'lab-7', { license_file: file.id });
    expect(seen.body).toMatchObject({ valid: false, code: 'NOT_ACTIVATED', license_file: { revoked: true } });
    expect(codeOf(await release(server, license, code))).toEqual([409, 'ALREADY_RELEASED']);
    expect((await verificationsOf(server, license.key)).map(({ operation }) => operation)).toContain('deactivate');
  });

  it('does not free the seat of a device that activated again', async () => {
    const { license, file } = await offline();
    const code = releaseCode(license.key, 'lab-7', file.id);
    await release(server, license, code);
    server.clock.advance(1_000);
    const second = (await issueFile(server, license, { request: airGapRequest(license.key, 'lab-7') })).body;
    expect(codeOf(await release(server, license, code))).toEqual([409, 'ALREADY_RELEASED']);
    expect(await activeSeatsOf(server, license)).toBe(1);
    expect((await release(server, license, releaseCode(license.key, 'lab-7', second.id))).status).toBe(201);
  });

  it('frees the seat also if the file was revoked or has ended, or the license is blocked or has another key', async () => {
    const { license, file } = await offline();
    await server.sdk.licenseFiles.revoke(license.id, file.id);
    await server.sdk.licenses.block(license.id);
    await server.sdk.licenses.rotateKey(license.id, { overlap_days: 0 });
    server.clock.advance(60 * DAY);
    expect((await release(server, license, releaseCode(license.key, 'lab-7', file.id))).status).toBe(201);
    expect(await activeSeatsOf(server, license)).toBe(0);
    expect(await filesOf(server, license)).toMatchObject([{ revoked_at: '2027-03-01T12:00:00.000Z' }]);
  });

  it('frees a seat whose file came over the network, also with a long fingerprint', async () => {
    const license = await issued(server);
    const fingerprint = 'ü'.repeat(300);
    await activate(server, license.key, fingerprint);
    const { body } = await requestFile(server, license.key, fingerprint);
    expect((await release(server, license, releaseCode(license.key, fingerprint, body.id))).status).toBe(201);
    expect(await activeSeatsOf(server, license)).toBe(0);
  });

  it('is refused if the seat was released otherwise', async () => {
    const { license, file } = await offline();
    await deactivate(server, license.key, 'lab-7');
    const code = releaseCode(license.key, 'lab-7', file.id);
    expect(codeOf(await release(server, license, code))).toEqual([409, 'ALREADY_RELEASED']);
  });

  it('is refused if it was not made with the license key and the file', async () => {
    const { license, file } = await offline();
    const other = await offline();
    const anyDevice = (await issueFile(server, license)).body;
    const forged = [
      releaseCode(license.key, 'lab-7', other.file.id),
      releaseCode(other.license.key, 'lab-7', other.file.id),
      releaseCode(other.license.key, 'lab-7', file.id, { k: keyName(license.key) }),
      releaseCode(license.key, 'lab-8', file.id),
      releaseCode(license.key, 'lab-7', anyDevice.id),
      ...[{ s: '' }, { s: 'x'.repeat(22) }, { s: 5 }, { s: [] }, { f: '' }, { f: 'a\0' }, { k: '' }, { x: 1 }].map(
        (wrong) => releaseCode(license.key, 'lab-7', file.id, wrong),
      ),
    ];
    for (const code of forged) {
      expect([code, ...codeOf(await release(server, license, code))]).toEqual([code, 422, 'INVALID_CODE']);
    }
    for (const code of ['', 'KWX1.', 'KWR1.e30', 'x'.repeat(1_001), 5, null, ['KWX1.e30']]) {
      expect(codeOf(await release(server, license, code as string))).toEqual([400, 'VALIDATION_ERROR']);
    }
    expect(await activeSeatsOf(server, license)).toBe(1);
    expect(codeOf(await release(server, { id: 'no-such-license' }, forged[0] ?? ''))).toEqual([404, 'NOT_FOUND']);
  });

  it('is accepted from a key of the product, and from no other', async () => {
    const { license, file } = await offline();
    const code = releaseCode(license.key, 'lab-7', file.id);
    const statusWith = async (product: string) => {
      const { key } = await keyOf(server, 'internal', { product });
      const path = `/api/v1/licenses/${license.id}/releases`;
      return (await server.withKey('POST', path, { body: { code } }, key)).status;
    };
    expect(await statusWith('lic-default')).toBe(404);
    expect(await statusWith('v2-default')).toBe(201);
  });
});

describe('at the same time', () => {
  it('two requests for the last seat get one file', async () => {
    const license = await issued(server, { max_activations: 1 });
    const racers = ['lab-1', 'lab-2', 'lab-3'].map(
      (fingerprint) => () => issueFile(server, license, { request: airGapRequest(license.key, fingerprint) }),
    );
    const answers = await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, racers);
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 2 });
    expect(await activeSeatsOf(server, license)).toBe(1);
    expect(await filesOf(server, license)).toHaveLength(1);
  });

  it('a device that activates after a release gets the seat, and one before it does not', async () => {
    const start = ({ key }: { key: string }) => ({ databaseUrl: server.databaseUrl, ...licenseOf(key) });
    const first = await offline();
    const { license, file } = first;
    const code = releaseCode(license.key, 'lab-7', file.id);
    const [released, activated] = await raceInOrder(start(license), [
      () => release(server, license, code),
      () => activate(server, license.key, 'desk'),
    ]);
    expect([released?.status, activated?.status]).toEqual([201, 201]);
    expect(await activeSeatsOf(server, license)).toBe(1);

    const second = await offline();
    const late = releaseCode(second.license.key, 'lab-7', second.file.id);
    const [refused, freed] = await raceInOrder(start(second.license), [
      () => activate(server, second.license.key, 'desk'),
      () => release(server, second.license, late),
    ]);
    expect([refused?.status, freed?.status]).toEqual([409, 201]);
    expect(await activeSeatsOf(server, second.license)).toBe(0);
  });

  it('a release code is used once', async () => {
    const { license, file } = await offline();
    const code = releaseCode(license.key, 'lab-7', file.id);
    const answers = await race(
      { databaseUrl: server.databaseUrl, ...licenseOf(license.key) },
      Array.from({ length: 3 }, () => () => release(server, license, code)),
    );
    expect(tally(answers.map(({ status }) => status))).toEqual({ 201: 1, 409: 2 });
  });

  it('revoking twice records one event', async () => {
    const { license, file } = await offline();
    const before = await countOf(server, `events WHERE name = 'license_file.revoked'`);
    const path = `/api/v1/licenses/${license.id}/files/${file.id}/revoke`;
    await race({ databaseUrl: server.databaseUrl, ...licenseOf(license.key) }, [
      () => server.asAdmin('POST', path),
      () => server.asAdmin('POST', path),
    ]);
    expect(await countOf(server, `events WHERE name = 'license_file.revoked'`)).toBe(before + 1);
  });
});
