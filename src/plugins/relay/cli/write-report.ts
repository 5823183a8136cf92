import { createHash, createHmac, type KeyObject, randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import type { SecretCipher } from '../../../core/platform/config/secret-cipher';
import { advisoryLock } from '../../../core/platform/database/advisory-lock';
import { problem } from '../../../core/common/errors/domain-error';
import { License } from '../../../core/licenses/licenses/license.entity';
import { SIGNED_REPORT } from '../../../core/platform/signing-keys/signed-types';
import { compactJws, privateKeyOf } from '../../../core/platform/signing-keys/signing-key-pair';
import { privateKeySecret } from '../../../core/platform/signing-keys/signing-key.entity';
import { newestCertificate, relayKey } from './keep-relay-file';
import { sha256Hex, storedRelayFile } from './relay-file';
import { RELAY_LOCK } from '../relay-lock';
import { WrittenReport } from '../written-report.entity';
import { RelayState } from '../relay-state.entity';
import type { ReportClaims, ReportNames } from '../report-claims';
import { readPeople } from './used-by-people';
import { readMeters } from './used-meters';
import { readUsage } from './usage-figures';

const SHORT = 22;
const SALT_BYTES = 32;
/** Bytes of the claims at most: with header and signature, they make a report of less than 60,000 characters. */
const MAX_CLAIMS = 43_000;

/** The key of this relay, which signs. */
export async function relaySigner(
  manager: EntityManager,
  cipher: SecretCipher,
): Promise<{ readonly kid: string; readonly privateKey: KeyObject }> {
  const key = await relayKey(manager);
  if (!key?.privateKey) {
    throw problem('RELAY_WITHOUT_POOL');
  }
  return { kid: key.kid, privateKey: privateKeyOf(cipher.decrypt(privateKeySecret(key.kid), key.privateKey)) };
}

/**
 * Writes the next usage report, of the time since the last one, in the transaction of the caller. A second one within the same
 * second is the same one.
 */
export async function writeReport(
  manager: EntityManager,
  cipher: SecretCipher,
  now: Date,
  names: ReportNames = 'none',
): Promise<WrittenReport> {
  await advisoryLock(manager, RELAY_LOCK);
  const row = await newestCertificate(manager);
  const file = row && storedRelayFile(row.certificate, row.license);
  const license =
    file && (await manager.findOne(License, { where: { uid: file.claims.license }, relations: { policy: true } }));
  const state = await manager.findOneBy(RelayState, {});
  if (!file || !license || !state) {
    throw problem('RELAY_WITHOUT_POOL');
  }
  const last = await lastReport(manager);
  const [from, to] = [last?.toAt ?? wholeSeconds(license.createdAt), wholeSeconds(now)];
  if (last && from >= to) {
    return last;
  }
  const seats = file.claims.pool.sessions ?? null;
  const counted = { licenseId: license.id, from, to, seats, countBy: license.behavior.sessionsCountBy };
  const meters = await readMeters(manager, license.id, last?.meters ?? {});
  const usage = { ...(await readUsage(manager, counted)), meters: meters.since };
  const bytes = MAX_CLAIMS - Buffer.byteLength(JSON.stringify(usage));
  const people = await readPeople(manager, counted, { names, salt: await saltOf(manager, state, names), bytes });
  const claims: ReportClaims = {
    ver: 1,
    relay: file.claims.relay.id,
    license: file.claims.license,
    seq: (last?.seq ?? 0) + 1,
    prev: last ? sha256Hex(last.report) : null,
    boot: state.boot,
    from: from.getTime() / 1000,
    to: to.getTime() / 1000,
    usage: { ...usage, ...people },
  };
  const { kid, privateKey } = await relaySigner(manager, cipher);
  const report = compactJws({ kid, typ: SIGNED_REPORT, chain: [file.certificate] }, claims, privateKey);
  const written = { seq: claims.seq, report, meters: meters.total, fromAt: from, toAt: to, sentAt: null };
  return manager.save(manager.create(WrittenReport, written));
}

/** The salt of hashes, which the first report with hashes makes. */
async function saltOf(manager: EntityManager, { id, salt }: RelayState, names: ReportNames): Promise<string> {
  if (names !== 'hashed') {
    return '';
  }
  const own = salt ?? randomBytes(SALT_BYTES).toString('hex');
  await manager.update(RelayState, { id }, { salt: own });
  return own;
}

/** The newest report; null before the first one. */
export function lastReport(manager: EntityManager): Promise<WrittenReport | null> {
  return manager.findOne(WrittenReport, { where: {}, order: { seq: 'DESC' } });
}

/**
 * The few numbers of a report that matter, as a code that can be read over the telephone.
 * @param license of the relay file, which no program sees: it proves who wrote the code
 */
export function shortCode(report: string, license: string): string {
  const [, claims = ''] = report.split('.');
  const { relay, seq, from, to, usage } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as ReportClaims;
  const used = Object.entries(usage.meters).map(([name, meter]) => [name, meter.used]);
  const numbers = {
    r: relay,
    q: seq,
    f: from,
    t: to,
    p: usage.sessions.peak,
    x: usage.sessions.refused,
    ...(used.length > 0 && { m: Object.fromEntries(used) as Record<string, string> }),
  };
  const key = createHash('sha256').update(license).digest();
  const proof = createHmac('sha256', key).update(JSON.stringify(numbers)).digest('base64url').slice(0, SHORT);
  return `KWU1.${Buffer.from(JSON.stringify({ ...numbers, s: proof })).toString('base64url')}`;
}

function wholeSeconds(time: Date): Date {
  return new Date(Math.floor(time.getTime() / 1000) * 1000);
}
