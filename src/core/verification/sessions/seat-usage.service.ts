import { Injectable } from '@nestjs/common';
import { installationCalendar } from '../../common/calendar';
import { Clock } from '../../common/clock';
import type { License } from '../../licenses/licenses/license.entity';
import { scopedLicense } from '../../licenses/licenses/scoped-license';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { RefusedSessionsService, type RefusedStart } from '../log/refused-sessions.service';
import { featureLimit } from './feature-limit';
import { type SeatDemand, seatDemand, type SeatSpan } from './seat-demand';
import { FEATURE_SPANS, SESSION_SPANS } from './session-spans';

/** Rows of a report on floating seats. */
export const SEAT_USAGE_BY = ['day', 'feature', 'user', 'host'] as const;
/** Rows of a report on floating seats. */
export type SeatUsageBy = (typeof SEAT_USAGE_BY)[number];

/** A row of a report on floating seats. */
export interface SeatUsageItem extends Omit<SeatDemand, 'refused'> {
  /** A date, the code of a feature, a user or a fingerprint; null for sessions without a user. */
  readonly key: string | null;
  /** Null by user: a refused start names none in the log. */
  readonly refused: number | null;
}

/** Use of the floating seats of a license. */
export interface SeatUsage {
  /** Seats of today; null is unlimited. */
  readonly limit: number | null;
  readonly total: SeatDemand;
  readonly items: readonly SeatUsageItem[];
}

export interface SeatUsageRequest {
  readonly by: SeatUsageBy;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

interface KeyedSpan extends SeatSpan {
  readonly key: string | null;
}

interface SessionRow {
  readonly id: number;
  readonly unit: string;
  readonly host: string;
  readonly user: string | null;
  readonly from: Date;
  readonly until: Date;
}

interface FeatureRow {
  readonly code: string;
  readonly session: number;
  readonly from: Date;
  readonly until: Date;
  readonly isRefused: boolean;
}

/** A program that was refused is taken to want the seat for so long, unless it asks again or gets one. */
const WANTED_MS = 3_600_000;
/** Rows that are read of each kind; of more, the newest. */
const MAX_ROWS = 50_000;
/** Users, hosts or features that are listed, those with most hours. */
const MAX_ITEMS = 200;

/** Reports who took how many floating seats of a license, and how many would have sufficed. */
@Injectable()
export class SeatUsageService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly refusals: RefusedSessionsService,
    private readonly clock: Clock,
  ) {}

  /** @param name uid, number or key of the license */
  async read(name: string, request: SeatUsageRequest): Promise<SeatUsage> {
    const license = await scopedLicense(this.work.manager, name, { policy: true });
    const parameters = [license.id, request.from, request.to, this.clock.now()];
    const sessions = await this.work.manager.query<SessionRow[]>(SESSIONS, [
      ...parameters,
      license.behavior.sessionsCountBy,
    ]);
    const refusals = await this.refusals.list(license.id, request.from, request.to);
    const spans = [...sessionSpans(sessions), ...refusedSpans(refusals, sessions)];
    const time = { from: request.from.getTime(), until: request.to.getTime() };
    const total = seatDemand(spans, license.maxSessions, time);
    const items =
      request.by === 'day'
        ? byDay(spans, license.maxSessions, time)
        : byKey(await this.keyed(request.by, license, { sessions, spans, parameters }), time);
    return { limit: license.maxSessions, total, items };
  }

  private async keyed(
    by: Exclude<SeatUsageBy, 'day'>,
    license: License,
    read: { readonly sessions: readonly SessionRow[]; readonly spans: readonly HostSpan[]; parameters: unknown[] },
  ): Promise<Grouped> {
    if (by === 'feature') {
      const rows = await this.work.manager.query<FeatureRow[]>(FEATURES, read.parameters);
      const limitOf = (code: string | null) => featureLimit(license, code ?? '', this.clock.now()) ?? null;
      return { spans: featureSpans(rows), limitOf, hasRefusals: true };
    }
    const spans =
      by === 'user'
        ? read.sessions.map((session) => ({ ...spanOf(session, `${session.id}`), key: session.user }))
        : read.spans.map((span) => ({ ...span, key: span.host }));
    return { spans, limitOf: () => null, hasRefusals: by === 'host' };
  }
}

interface HostSpan extends SeatSpan {
  readonly host: string | null;
}

interface Grouped {
  readonly spans: readonly KeyedSpan[];
  readonly limitOf: (key: string | null) => number | null;
  readonly hasRefusals: boolean;
}

type Time = Pick<SeatSpan, 'from' | 'until'>;

function spanOf({ from, until }: Pick<SessionRow, 'from' | 'until'>, unit: string, isRefused = false): SeatSpan {
  return { unit, from: from.getTime(), until: until.getTime(), isRefused };
}

function sessionSpans(sessions: readonly SessionRow[]): HostSpan[] {
  return sessions.map((session) => ({ ...spanOf(session, session.unit), host: session.host }));
}

/** From each refusal until the device asks again or gets a seat, at most WANTED_MS. */
function refusedSpans(refusals: readonly RefusedStart[], sessions: readonly SessionRow[]): HostSpan[] {
  const next = new Map<string | null, number>();
  const moments = [
    ...refusals.map(({ host, at }) => ({ host, at: at.getTime(), isRefused: true })),
    ...sessions.map(({ host, from }) => ({ host, at: from.getTime(), isRefused: false })),
  ].sort((one, other) => other.at - one.at);
  return moments.flatMap(({ host, at, isRefused }) => {
    const until = Math.min(next.get(host) ?? Infinity, at + WANTED_MS);
    next.set(host, at);
    return isRefused ? { unit: `refused ${host}`, host, from: at, until, isRefused } : [];
  });
}

/** @param rows newest first */
function featureSpans(rows: readonly FeatureRow[]): KeyedSpan[] {
  const next = new Map<string, number>();
  return rows.map((row) => {
    const unit = `${row.session} ${row.code}`;
    const at = row.from.getTime();
    const wanted = Math.min(next.get(unit) ?? Infinity, at + WANTED_MS, row.until.getTime());
    next.set(unit, at);
    const until = row.isRefused ? wanted : row.until.getTime();
    return { unit, key: row.code, from: at, until, isRefused: row.isRefused };
  });
}

function byDay(spans: readonly SeatSpan[], limit: number | null, { from, until }: Time): SeatUsageItem[] {
  const calendar = installationCalendar();
  const items: SeatUsageItem[] = [];
  for (let start = from; start < until;) {
    const key = calendar.dateOf(new Date(start));
    const end = Math.min(until, calendar.endOf(key).getTime() + 1_000);
    items.push({ key, ...seatDemand(spans, limit, { from: start, until: end }) });
    start = end;
  }
  return items;
}

function byKey({ spans, limitOf, hasRefusals }: Grouped, time: Time): SeatUsageItem[] {
  const groups = new Map<string | null, KeyedSpan[]>();
  for (const span of spans) {
    groups.set(span.key, [...(groups.get(span.key) ?? []), span]);
  }
  return [...groups]
    .map(([key, own]) => {
      const demand = seatDemand(own, limitOf(key), time);
      return { key, ...demand, refused: hasRefusals ? demand.refused : null };
    })
    .sort((one, other) => other.hours - one.hours || String(one.key).localeCompare(String(other.key)))
    .slice(0, MAX_ITEMS);
}

const SESSIONS = `${SESSION_SPANS} ORDER BY s.id DESC LIMIT ${MAX_ROWS}`;

const FEATURES = `${FEATURE_SPANS} ORDER BY f.id DESC LIMIT ${MAX_ROWS}`;
