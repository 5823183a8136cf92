import { Injectable } from '@nestjs/common';
import { Clock, type CursorRequest, MAX_SCANNED_ROWS, type Page } from '../../../core/common';
import { searchPattern, UnitOfWork } from '../../../core/platform';
import { countedLicenses, REFUSED, REFUSED_SESSION } from '../../../core/verification/internal';
import { cutPage, placeIn } from '../../../core/licensing/internal';

/** A start of a program that found no floating seat. */
export interface RefusedStart {
  readonly id: number;
  readonly at: Date;
  readonly fingerprint: string | null;
  readonly appVersion: string | null;
  readonly ip: string | null;
  /** The device and the license, if they still exist. */
  readonly deviceName: string | null;
  readonly activationId: number | null;
  readonly license: { readonly uid: string; readonly key: string; readonly customer: string | null } | null;
}

interface RefusedStartFilter {
  /** Number of a license. */
  readonly licenseId?: number;
  /** Part of the license key, the fingerprint or the device name; among the newest MAX_SCANNED_ROWS. */
  readonly q?: string;
}

/** Lists starts that found no floating seat, newest first. */
@Injectable()
export class RefusedStartsService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  async list({ limit, after }: CursorRequest, { licenseId, q }: RefusedStartFilter): Promise<Page<RefusedStart>> {
    const place = placeIn(after);
    const { are, parameters } = countedLicenses(licenseId);
    const ofLicenses = parameters.length === 0 ? '' : `AND ${are('license_id', '$5')} AND ${REFUSED}`;
    const pattern = q === undefined ? undefined : `$${parameters.length + 5}`;
    const rows = await this.work.manager.query<RefusedStart[]>(statementOf(ofLicenses, pattern), [
      place?.at ?? this.clock.now(),
      place?.id ?? Number.MAX_SAFE_INTEGER,
      q === undefined ? limit + 1 : MAX_SCANNED_ROWS,
      limit + 1,
      ...parameters,
      ...(q === undefined ? [] : [searchPattern(q)]),
    ]);
    return cutPage(rows, limit);
  }
}

/** @param pattern the placeholder of the searched text, if there is one */
function statementOf(ofLicenses: string, pattern: string | undefined): string {
  const matches =
    pattern === undefined
      ? ''
      : `WHERE v.fingerprint ILIKE ${pattern} OR l.key ILIKE ${pattern} OR device.name ILIKE ${pattern}`;
  return `
    WITH refused AS MATERIALIZED (
      SELECT id, at, license_id, fingerprint, app_version, ip FROM verifications
      WHERE ${REFUSED_SESSION} AND at <= $1 AND (at < $1 OR id < $2) ${ofLicenses} ORDER BY at DESC, id DESC LIMIT $3
    )
    SELECT v.id, v.at, v.fingerprint, v.app_version AS "appVersion", v.ip, device.name AS "deviceName",
      device.id AS "activationId", CASE WHEN l.id IS NOT NULL THEN json_build_object(
        'uid', l.uid, 'key', l.key, 'customer', coalesce(nullif(c.name, ''), c.email)
      ) END AS license
    FROM refused v
    LEFT JOIN licenses l ON l.id = v.license_id
    LEFT JOIN customers c ON c.id = l.customer_id
    LEFT JOIN LATERAL (
      SELECT id, name FROM activations WHERE license_id = v.license_id AND fingerprint = v.fingerprint
      ORDER BY id DESC LIMIT 1
    ) AS device ON true
    ${matches}
    ORDER BY v.at DESC, v.id DESC LIMIT $4`;
}
