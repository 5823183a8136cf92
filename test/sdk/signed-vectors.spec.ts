import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import { checkTypedKey, systemDevice } from '../../sdk/src';
import { decodeRecord, encodeRecord } from '../../sdk/src/license/record';
import {
  hex,
  offlineRequest,
  readLicenseFile,
  releaseCode,
  sha256,
  TrustedKeys,
  UntrustedError,
} from '../../sdk/src/signed';
import { checkRelay, verifyAnswer } from '../../sdk/src/signed/relay-chain';
import {
  isOfKey,
  isReleaseOf,
  readReleaseCode,
  readRequest,
} from '../../src/core/verification/license-files/air-gap-codes';
import { fingerprintOf } from '../../src/core/licenses/activations/fingerprint';
import { fingerprints, type StoreRecord, stores } from '../vectors/client-vectors';
import { relays } from '../vectors/relay-vectors';
import { typedKeys } from '../vectors/typed-key-vectors';
import {
  airGap,
  answers,
  keyRotation,
  keyRotationToEddsa,
  keyRotationToEs256,
  licenseFiles,
  type Outcome,
  updates,
  verdicts,
} from '../vectors/vectors';

const FOLDER = join(__dirname, '../vectors');

/** Made once: each making signs them all. */
const [VERDICTS, ANSWERS, UPDATES, RELAYS] = [verdicts(), answers(), updates(), relays()];

// Encryption is random; a vector is the same in each run.
beforeEach(() => {
  jest.spyOn(globalThis.crypto, 'getRandomValues').mockImplementation((array) => array);
});

describe.each([
  ['verdicts', verdicts],
  ['answers', answers],
  ['license-files', licenseFiles],
  ['key-rotation', keyRotation],
  ['key-rotation-to-es256', keyRotationToEs256],
  ['key-rotation-to-eddsa', keyRotationToEddsa],
  ['updates', updates],
  ['air-gap', airGap],
  ['stores', stores],
  ['fingerprints', fingerprints],
  ['typed-keys', typedKeys],
  ['relays', relays],
])('%s.json', (name, made) => {
  const path = join(FOLDER, `${name}.json`);

  // After a change of the format: KEYWARD_WRITE_VECTORS=1 npx jest signed-vectors
  it('is what the server makes', async () => {
    const vectors = await made();
    if (process.env.KEYWARD_WRITE_VECTORS) {
      writeFileSync(path, await format(JSON.stringify(vectors), { parser: 'json', printWidth: 120 }));
    }
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(vectors);
  });
});

// Whether the claims are those asked for is not the reader's to say.
async function outcomeOf(read: Promise<object>): Promise<Outcome> {
  return read.then(
    (claims) => ({ claims }),
    (error: unknown) => {
      if (error instanceof UntrustedError) {
        return { error: error.reason };
      }
      throw error;
    },
  );
}

function expected(vector: object): object {
  return 'error' in vector
    ? { error: vector.error }
    : { claims: 'claims' in vector ? vector.claims : expect.anything() };
}

const named = <T extends { name: string }>(cases: readonly T[]) =>
  cases.map((vector) => [vector.name, vector] as const);

it.each(named(VERDICTS.cases))('reads a verdict: %s', async (_name, vector) => {
  const keys = new TrustedKeys(VERDICTS.pinned);
  expect(await outcomeOf(keys.verify(vector.jws, 'keyward-verdict+jws'))).toEqual(expected(vector));
});

it.each(named(ANSWERS.cases))('reads an answer: %s', async (_name, vector) => {
  const keys = new TrustedKeys(ANSWERS.pinned);
  expect(await outcomeOf(keys.verify(vector.jws, 'keyward-answer+jws'))).toEqual(expected(vector));
});

it.each(named(UPDATES.cases))('reads a manifest: %s', async (_name, vector) => {
  const keys = new TrustedKeys(UPDATES.pinned);
  expect(await outcomeOf(keys.verify(vector.jws, 'keyward-update+jws'))).toEqual(expected(vector));
});

/** The claims of what a relay may have signed, where it may answer. */
async function readByRelay({ typ, jws, request }: ReturnType<typeof relays>['cases'][number]): Promise<object> {
  const keys = new TrustedKeys(RELAYS.pinned);
  if (!/^keyward-(verdict|answer)/.test(typ)) {
    return keys.verify(jws, typ);
  }
  const { claims, relay } = await verifyAnswer(keys, jws, typ);
  if (relay === undefined) {
    throw new Error('No relay signed it');
  }
  const { product, license_key: key, now } = request;
  const keyHash = key === null ? undefined : hex(await sha256(key));
  checkRelay(relay, { product, keyHash, now: now * 1000 });
  expect(relay).toMatchObject({
    id: RELAYS.relay.id,
    name: RELAYS.relay.name,
    endsAt: RELAYS.relay.until * 1000,
  });
  return claims;
}

it.each(named(RELAYS.cases))('reads an answer of a relay: %s', async (_name, vector) => {
  expect(await outcomeOf(readByRelay(vector))).toEqual(expected(vector));
});

it('reads license files', async () => {
  const { cases, pinned } = await licenseFiles();
  const keys = new TrustedKeys(pinned);
  for (const { name, file, device, ...vector } of cases) {
    const secrets = { licenseKey: device.license_key, fingerprint: device.fingerprint };
    expect({ name, ...(await outcomeOf(readLicenseFile(file, keys, secrets))) }).toEqual({ name, ...expected(vector) });
  }
});

const ROTATIONS = [keyRotation(), keyRotationToEs256(), keyRotationToEddsa()].flatMap(({ pinned, cases }) =>
  cases.map(({ name, ...vector }) => ({ name: `${name}, from ${pinned[0]?.slice(0, 8)}`, pinned, ...vector })),
);

describe.each(named(ROTATIONS))('key rotation: %s', (_name, { pinned, learn, verify }) => {
  const outcomes = async (keys: TrustedKeys) => {
    const read = verify.map(({ jws }) => outcomeOf(keys.verify(jws, 'keyward-verdict+jws')));
    return (await Promise.all(read)).map((outcome) => ('error' in outcome ? outcome.error : undefined));
  };
  const errors = verify.map((vector) => ('error' in vector ? vector.error : undefined));

  it('is followed, also after a restart', async () => {
    const keys = new TrustedKeys(pinned);
    for (const jwks of learn) {
      await keys.learn(jwks);
    }
    expect(await outcomes(keys)).toEqual(errors);
    const stored = JSON.parse(JSON.stringify(keys.state));
    const restarted = new TrustedKeys(pinned, stored);
    expect(await outcomes(restarted)).toEqual(errors);
    expect(restarted.state).toEqual(stored);
    expect(await restarted.learn(learn.at(-1))).toBe(false);
  });
});

it.each(named(airGap().cases))('makes the codes of an air gap: %s', async (_name, vector) => {
  const device = { licenseKey: vector.license_key, fingerprint: vector.fingerprint };
  const request = await offlineRequest({ ...device, nonce: vector.nonce });
  const release = await releaseCode({ ...device, jti: vector.jti });
  expect([request, release]).toEqual([vector.offline_request, vector.release_code]);

  const read = readRequest(request);
  expect(read).toMatchObject({ f: vector.fingerprint, n: vector.nonce });
  expect(read && isOfKey(read, vector.license_key)).toBe(true);
  const code = readReleaseCode(release);
  expect(code && isReleaseOf(code, vector.license_key, vector.jti)).toBe(true);
});

it.each(named(airGap().refused))('the server refuses %s', (_name, vector) => {
  const code = 'release_code' in vector ? readReleaseCode(vector.release_code) : readRequest(vector.offline_request);
  const error = { malformed: code === null, license_key: code !== null && !isOfKey(code, vector.license_key) };
  const isProven = code !== null && 's' in code && isReleaseOf(code, vector.license_key, vector.jti);
  expect({ ...error, proof: !error.malformed && !error.license_key && !isProven }).toEqual({
    malformed: false,
    license_key: false,
    proof: false,
    [vector.error]: true,
  });
});

it.each(named(stores().cases))('reads a store: %s', async (_name, { text, record }) => {
  const { licenseKey, answer, file, device, borrowed, request, keys, isEdited, ...read } = await decodeRecord(text);
  const found: StoreRecord = {
    license_key: licenseKey ?? null,
    answer: answer ?? null,
    file: file ?? null,
    device: device ?? null,
    borrowed: borrowed ?? null,
    request: request ?? null,
    proofs: keys.proofs,
    is_edited: isEdited,
    ...read,
  };
  expect(found).toEqual(record);
});

it('writes a store that it reads', async () => {
  const [first] = stores().cases;
  const record = await decodeRecord(first?.text);
  expect(await decodeRecord(await encodeRecord(record))).toEqual(record);
});

it.each(named(fingerprints().cases))('makes the fingerprint of %s', async (_name, { product, id, hardware_id }) => {
  const device = { product, remembered: id, remember: jest.fn(), warn: jest.fn() };
  const nothing = { name: 'browser', variables: {}, exists: () => Promise.resolve(false), readFile: none, run: none };
  expect(await systemDevice({ platform: nothing }).fingerprint(device)).toBe(hardware_id);
});

it.each(named(fingerprints().objects))('the server makes the fingerprint of %s', (_name, { object, fingerprint }) => {
  expect(fingerprintOf(object)).toBe(fingerprint);
});

it.each(named(typedKeys().cases))('checks a typed key: %s', (name, { key, key_format: format, ...vector }) => {
  expect({ name, ...checkTypedKey(key, format) }).toEqual(vector);
});

function none(): Promise<string> {
  return Promise.reject(new Error('ENOENT'));
}
