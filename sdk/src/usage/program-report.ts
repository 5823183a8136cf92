import { base64url, utf8 } from '../signed/bytes';
import { amountText, MAX_DECIMALS, partsOf } from './amounts';
import type { LedgerState } from './ledger-state';
import type { NodeSystem, PrivateKey } from './node';
import type { ProgramFile } from './program-file';

const TYPE = 'keyward-report+jws';
/** 128 bits. */
const SHORTENED = 22;

type Signing = Pick<NodeSystem, 'crypto'> & { readonly key: PrivateKey };

/** Use in the time of a report. */
interface ProgramUsage {
  readonly sessions: { readonly peak: 0; readonly started: number; readonly refused: number; readonly minutes_full: 0 };
  readonly meters: Readonly<Record<string, { readonly used: string }>>;
}

/**
 * The next report, signed by the key of the program.
 * @param to its end in seconds since 1970
 */
export function writtenReport(state: LedgerState, file: ProgramFile, to: number, { crypto, key }: Signing): string {
  const { seq, report, boot, from } = state;
  const claims = {
    ver: 1,
    relay: file.id,
    license: file.licenseId,
    seq: seq + 1,
    prev: report === null ? null : crypto.createHash('sha256').update(report).digest('hex'),
    boot,
    from,
    to,
    usage: usageIn(state),
  };
  const header = { alg: 'EdDSA', kid: file.kid, typ: TYPE, chain: [file.certificate] };
  const text = [header, claims].map(encoded).join('.');
  return `${text}.${base64url(crypto.sign(null, utf8(text), key))}`;
}

/** Starts of a program need no seat: it has no peak, and what it refused are amounts of meters. */
function usageIn({ used, reported, starts, refused, versions, days }: LedgerState) {
  const meters = Object.entries(used).map(([code, total]) => {
    const since = (partsOf(total, MAX_DECIMALS) ?? 0n) - (partsOf(reported[code] ?? '0', MAX_DECIMALS) ?? 0n);
    return [code, { used: amountText(since) }];
  });
  return {
    sessions: { peak: 0, started: starts, refused, minutes_full: 0 },
    meters: Object.fromEntries(meters) as ProgramUsage['meters'],
    versions: versions.map((version) => ({ version, devices: 1 })),
    devices: 1,
    days: [...days].sort().map((day) => ({ day, peak: 0, refused: 0, minutes_full: 0 })),
  };
}

/** The few numbers of a report that matter, as a code that can be read over the telephone. */
export function reportCode(report: string, { license }: ProgramFile, { crypto }: Pick<Signing, 'crypto'>): string {
  const { relay, seq, from, to, usage } = claimsIn(report);
  const used = Object.entries(usage.meters).map(([code, meter]) => [code, meter.used]);
  const numbers = {
    r: relay,
    q: seq,
    f: from,
    t: to,
    p: usage.sessions.peak,
    x: usage.sessions.refused,
    ...(used.length > 0 && { m: Object.fromEntries(used) as Record<string, string> }),
  };
  const secret = crypto.createHash('sha256').update(license).digest();
  const proof = crypto.createHmac('sha256', secret).update(JSON.stringify(numbers)).digest('base64url');
  return `KWU1.${encoded({ ...numbers, s: proof.slice(0, SHORTENED) })}`;
}

/** The code with which the program gives its amounts back. */
export function releaseCodeOf({ id, jti }: ProgramFile, { crypto, key }: Signing): string {
  const signature = crypto.sign(null, utf8(`keyward relay release ${id} ${jti}`), key);
  return `KWY1.${encoded({ r: id, j: jti, s: base64url(signature) })}`;
}

interface ReportClaims {
  readonly relay: string;
  readonly seq: number;
  readonly from: number;
  readonly to: number;
  readonly usage: ProgramUsage;
}

function claimsIn(report: string): ReportClaims {
  const [, claims = ''] = report.split('.');
  const text = atob(claims.replace(/-/g, '+').replace(/_/g, '/'));
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (one) => one.charCodeAt(0)))) as ReportClaims;
}

function encoded(value: object): string {
  return base64url(utf8(JSON.stringify(value)));
}
