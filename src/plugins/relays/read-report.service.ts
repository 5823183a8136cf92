import { createHash, createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { constantTimeEqual, problem } from '../../core/common';
import { SigningKeysService, UnitOfWork } from '../../core/platform';
import {
  isSignedBy,
  kidOf,
  type ReadJws,
  readJws,
  SIGNED_PROGRAM,
  SIGNED_RELAY,
  SIGNED_REPORT,
} from '../../core/platform/internal';
import { codeFields } from '../../core/verification/internal';
import { readUsage } from './read-usage';
import { Relay } from './relay.entity';
import type { ReportedUsage } from './reported-usage';

const MAX_SEQ = 2_147_483_647;
const MAX_SECONDS = 253_402_300_799;
const MAX_BOOT = 64;
const HASH = /^[0-9a-f]{64}$/;
/** Characters of the shortened signature of a code. */
const SHORT = 22;

/** A report whose signature was verified. */
export interface SignedReport {
  readonly relay: Relay;
  readonly seq: number;
  /** SHA-256 of its text; null for a code that was told by telephone, which names no report before it. */
  readonly hash: string | null;
  readonly prev: string | null;
  readonly boot: string | null;
  readonly from: Date;
  readonly to: Date;
  readonly usage: ReportedUsage;
}

type Claims = Readonly<Record<string, unknown>>;

/** Reads reports of relays, and verifies who made them. */
@Injectable()
export class ReadReportService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly keys: SigningKeysService,
  ) {}

  /**
   * @param text a report, or the code of its few numbers that matter
   * @throws REPORT_INVALID for anything that a relay of this server did not write
   */
  async read(text: string): Promise<SignedReport> {
    const report = text.includes('KWU1.') ? await this.readCode(text) : await this.readJws(text.trim());
    if (!report) {
      throw problem('REPORT_INVALID');
    }
    return report;
  }

  private async readJws(text: string): Promise<SignedReport | null> {
    const jws = readJws(text);
    const relay = jws?.header.typ === SIGNED_REPORT ? await this.signerOf(jws) : null;
    const { relay: uid, license, ver, seq, prev, boot, from, to, usage } = jws?.claims ?? {};
    const isOfRelay = ver === 1 && uid === relay?.uid && license === relay?.license?.uid;
    const numbers = figuresIn({ seq, from, to });
    const read = readUsage(usage);
    const isChained = seq === 1 ? prev === null : isHash(prev);
    const isBoot = typeof boot === 'string' && boot.length >= 1 && boot.length <= MAX_BOOT;
    return relay && isOfRelay && numbers && read && isChained && isBoot
      ? { relay, ...numbers, hash: hashOf(text), prev: isHash(prev) ? prev : null, boot, usage: read }
      : null;
  }

  /** The relay whose key signed, by the certificate in the header. Its key stands here too: a report cannot bring another. */
  private async signerOf(jws: ReadJws): Promise<Relay | null> {
    const { chain } = jws.header;
    const [certificate, ...others] = Array.isArray(chain) ? (chain as unknown[]) : [];
    if (typeof certificate !== 'string' || others.length > 0) {
      return null;
    }
    const claims =
      (await this.keys.read(certificate, SIGNED_RELAY)) ?? (await this.keys.read(certificate, SIGNED_PROGRAM));
    const { id } = (claims?.relay ?? {}) as { readonly id?: string };
    const relay = id === undefined ? null : await this.find(id);
    return relay && isSignedBy(jws, keyOf(relay)) ? relay : null;
  }

  /** Its shortened signature is by the license in the file of the relay, which no program sees. */
  private async readCode(text: string): Promise<SignedReport | null> {
    const { s, ...numbers } = codeFields('KWU1', text);
    const relay = typeof numbers.r === 'string' && UUID.test(numbers.r) ? await this.find(numbers.r) : null;
    if (!relay || typeof s !== 'string' || !(await this.isByRelay(relay, JSON.stringify(numbers), s))) {
      return null;
    }
    const { q: seq, f: from, t: to, p: peak, x: refused, m = {} } = numbers;
    const figures = figuresIn({ seq, from, to });
    const meters = Object.fromEntries(
      Object.entries(m as object).map(([code, used]: [string, unknown]) => [code, { used }]),
    );
    const sessions = { peak, started: 0, refused, minutes_full: 0 };
    const usage = readUsage({ sessions, meters });
    return figures && usage ? { relay, ...figures, hash: null, prev: null, boot: null, usage } : null;
  }

  private async isByRelay({ id }: Relay, numbers: string, proof: string): Promise<boolean> {
    const select = { id: true, codeKey: true, formerCodeKey: true };
    const relay = await this.work.manager.findOneOrFail(Relay, { where: { id }, select });
    return [relay.codeKey, relay.formerCodeKey].some(
      (key) =>
        key !== null &&
        constantTimeEqual(
          createHmac('sha256', Buffer.from(key, 'hex')).update(numbers).digest('base64url').slice(0, SHORT),
          proof,
        ),
    );
  }

  private find(uid: string): Promise<Relay | null> {
    return this.work.manager.findOne(Relay, { where: { uid }, relations: { license: true } });
  }
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function keyOf({ publicKey }: Relay) {
  return { alg: 'EdDSA', publicKey, kid: kidOf(Buffer.from(publicKey, 'base64url')) } as const;
}

function figuresIn({ seq, from, to }: Claims): Pick<SignedReport, 'seq' | 'from' | 'to'> | null {
  return isWhole(seq, 1, MAX_SEQ) && isWhole(from, 0, MAX_SECONDS) && isWhole(to, from, MAX_SECONDS)
    ? { seq, from: new Date(from * 1000), to: new Date(to * 1000) }
    : null;
}

function isWhole(value: unknown, min: number, max: number): value is number {
  return Number.isInteger(value) && Number(value) >= min && Number(value) <= max;
}

function isHash(value: unknown): value is string {
  return typeof value === 'string' && HASH.test(value);
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
