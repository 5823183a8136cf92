import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UnitOfWork } from '../../platform/database/unit-of-work';
import { countedLicenses } from './counted-licenses';
import { REFUSED_SESSION } from './verification.entity';

interface RefusalRow {
  /** From 1. */
  readonly step: number;
  /** Those of one device count once in an hour. */
  readonly refused: number;
  /** Devices that were refused in all steps. */
  readonly devices: number;
}

/** A start of a session that found no seat. */
export interface RefusedStart {
  /** Fingerprint of the device. */
  readonly host: string | null;
  readonly at: Date;
}

/** Counts the starts of sessions that found no seat. */
@Injectable()
export class RefusedSessionsService {
  constructor(private readonly work: UnitOfWork) {}

  /**
   * @param starts of the steps, oldest first
   * @param licenseId by default all licenses that the caller sees
   */
  count(starts: readonly Date[], now: Date, licenseId?: number): Promise<RefusalRow[]> {
    return countRefusals(this.work.manager, starts, now, licenseId);
  }

  /** Starts of a license's sessions that found no seat, newest first, at most MAX_LISTED. @param to exclusive */
  list(licenseId: number, from: Date, to: Date): Promise<RefusedStart[]> {
    return this.work.manager.query<RefusedStart[]>(LISTED, [licenseId, from, to]);
  }

  /** Number of refused sessions by license id. */
  async countByLicense(since: Date, now: Date): Promise<ReadonlyMap<number, number>> {
    const rows = await this.work.manager.query<{ id: number; refused: number }[]>(BY_LICENSE, [since, now]);
    return new Map(rows.map(({ id, refused }) => [id, refused]));
  }
}

/** Counts as the service does, without it. */
export function countRefusals(
  manager: EntityManager,
  starts: readonly Date[],
  now: Date,
  licenseId?: number,
): Promise<RefusalRow[]> {
  const counted = countedLicenses(licenseId);
  const parameters = [starts, starts[0] ?? now, now, ...counted.parameters];
  return manager.query<RefusalRow[]>(refusalsOf(counted.are('license_id', '$4')), parameters);
}

/** Refusals that are listed. */
const MAX_LISTED = 50_000;

const LISTED = `
  SELECT fingerprint AS host, at FROM verifications
  WHERE ${REFUSED_SESSION} AND license_id = $1 AND at >= $2 AND at < $3 ORDER BY at DESC LIMIT ${MAX_LISTED}`;

/** Refusals that are counted; of more, the newest. */
const MAX_REFUSALS = 100_000;

const refusalsOf = (ofLicense: string): string => `
  WITH refusal AS MATERIALIZED (
    SELECT at, license_id, fingerprint FROM verifications
    WHERE ${REFUSED_SESSION} AND at >= $2 AND at <= $3 AND ${ofLicense} ORDER BY at DESC LIMIT ${MAX_REFUSALS}
  )
  SELECT width_bucket(at, $1::timestamptz[]) AS step,
    count(DISTINCT (license_id, fingerprint, date_trunc('hour', at)))::integer AS refused,
    (SELECT count(DISTINCT (license_id, fingerprint))::integer FROM refusal) AS devices
  FROM refusal GROUP BY step`;

const BY_LICENSE = `
  SELECT license_id AS id, count(DISTINCT (fingerprint, date_trunc('hour', at)))::integer AS refused
  FROM (
    SELECT at, license_id, fingerprint FROM verifications
    WHERE ${REFUSED_SESSION} AND at >= $1 AND at <= $2 AND license_id IS NOT NULL ORDER BY at DESC LIMIT ${MAX_REFUSALS}
  ) AS refusal
  GROUP BY license_id`;
