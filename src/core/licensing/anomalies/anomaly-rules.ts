import type { EntityManager } from 'typeorm';
import type { SettingsSnapshot } from '../../platform/settings/setting-values.service';
import { ANOMALY_LIMITS } from './anomaly.settings';
import { IS_USABLE } from '../../verification/log/verification.entity';
import type { AnomalyType } from '../licenses/anomaly-types';
import { CLONED_DEVICES, FOLLOW_NETWORKS, FORGET_VALUES } from './cloned-devices';
import { DAY } from '../../common/calendar';
import { MAX_INTEGER } from '../../common/validation/fields';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Days within which hosts without a seat are counted. */
const FREE_HOSTS_DAYS = 30;
/** Findings of a rule per scan. */
const MAX_FINDINGS = 500;
/** Addresses or devices listed as evidence. */
const LISTED = 20;

/** A search through a part of the log. */
export interface Scan {
  readonly manager: EntityManager;
  readonly settings: SettingsSnapshot;
  readonly from: Date;
  readonly to: Date;
}

export interface Finding {
  readonly licenseId: number;
  readonly activationId: number | null;
  readonly details: object;
}

/** Types that are found in the log. Leaked keys and reports of copied relays are received. */
export type ScannedType = Exclude<AnomalyType, 'key_leaked' | 'relay_forked'>;

/**
 * Each rule takes candidates from the scanned part of the log and counts what the license did within its last hour or day.
 * Events before the last anomaly of this type was resolved do not count.
 */
export const ANOMALY_RULES: Readonly<Record<ScannedType, (scan: Scan) => Promise<Finding[]>>> = {
  unusual_activation_pattern: ({ manager, settings, from, to }) =>
    find(manager, UNUSUAL_ACTIVATIONS, [
      from,
      to,
      new Date(to.getTime() - HOUR),
      limitOf(settings.get(ANOMALY_LIMITS.activationsPerHour)),
      limitOf(settings.get(ANOMALY_LIMITS.addressesPerHour)),
    ]),

  excessive_heartbeats: ({ manager, settings, from, to }) => {
    const limit = limitOf(settings.get(ANOMALY_LIMITS.heartbeatsPerHour));
    // A device that exceeds the limit of an hour does so in one of its parts. Half of it allows for uneven intervals.
    const candidate = Math.floor((limit * Math.min(1, (to.getTime() - from.getTime()) / HOUR)) / 2);
    return find(manager, EXCESSIVE_HEARTBEATS, [from, to, new Date(to.getTime() - HOUR), limit, candidate]);
  },

  license_hopping: ({ manager, settings, from, to }) =>
    find(manager, LICENSE_HOPPING, [
      from,
      to,
      new Date(to.getTime() - DAY),
      limitOf(settings.get(ANOMALY_LIMITS.movesPerDay)),
    ]),

  many_free_hosts: ({ manager, settings, from, to }) =>
    find(manager, MANY_FREE_HOSTS, [
      from,
      to,
      new Date(to.getTime() - FREE_HOSTS_DAYS * DAY),
      limitOf(settings.get(ANOMALY_LIMITS.freeHosts)),
    ]),

  cloned_device: async ({ manager, settings, from, to }) => {
    const [limit, minutes] = [settings.get(ANOMALY_LIMITS.cloneReturns), settings.get(ANOMALY_LIMITS.cloneMinutes)];
    const since = new Date(to.getTime() - minutes * MINUTE);
    if (limit > 0) {
      await manager.query(FOLLOW_NETWORKS, [from, to]);
    }
    const found = limit > 0 ? await find(manager, CLONED_DEVICES, [since, limit, minutes]) : [];
    await manager.query(FORGET_VALUES, [since]);
    return found;
  },
};

export const SCANNED_TYPES = Object.keys(ANOMALY_RULES) as ScannedType[];

/** 0 disables a threshold. */
function limitOf(threshold: number): number {
  return threshold === 0 ? MAX_INTEGER : threshold;
}

async function find(manager: EntityManager, statement: string, parameters: unknown[]): Promise<Finding[]> {
  const rows = await manager.query<{ license_id: number; activation_id: number | null; details: object }[]>(
    statement,
    parameters,
  );
  return rows.map(({ license_id, activation_id, details }) => ({
    licenseId: license_id,
    activationId: activation_id,
    details,
  }));
}

/** Start of the counted time for a license: after its last resolved anomaly of this type. */
const since = (type: AnomalyType): string => `
  greatest($3::timestamptz, (SELECT max(resolved_at) FROM anomalies WHERE license_id = l.id AND type = '${type}'))`;

const UNUSUAL_ACTIVATIONS = `
  SELECT l.id AS license_id, NULL::bigint AS activation_id, jsonb_build_object(
    'since', recent.first_at, 'until', recent.last_at,
    'activations', recent.activations, 'refused', recent.refused, 'activations_limit', nullif($4::integer, ${MAX_INTEGER}),
    'addresses', recent.addresses, 'addresses_limit', nullif($5::integer, ${MAX_INTEGER}), 'seen_addresses', recent.seen
  ) AS details
  FROM (
    SELECT DISTINCT license_id FROM verifications
    WHERE at > $1 AND at <= $2 AND operation = 'activate' AND license_id IS NOT NULL
  ) AS candidate
  JOIN licenses l ON l.id = candidate.license_id
  CROSS JOIN LATERAL (
    SELECT min(at) AS first_at, max(at) AS last_at, count(*)::integer AS activations,
           (count(*) FILTER (WHERE NOT ${IS_USABLE}))::integer AS refused,
           count(DISTINCT ip)::integer AS addresses,
           (array_agg(DISTINCT ip))[1:${LISTED}] AS seen
    FROM verifications
    WHERE license_id = l.id AND at > $3 AND at > ${since('unusual_activation_pattern')} AND at <= $2
      AND operation = 'activate'
  ) AS recent
  WHERE recent.activations > $4 OR recent.addresses > $5
  ORDER BY l.id LIMIT ${MAX_FINDINGS}
`;

const EXCESSIVE_HEARTBEATS = `
  SELECT DISTINCT ON (l.id) l.id AS license_id, a.id AS activation_id, jsonb_build_object(
    'since', recent.first_at, 'until', recent.last_at, 'requests', recent.requests, 'limit', $4::integer,
    'fingerprint', candidate.fingerprint
  ) AS details
  FROM (
    SELECT license_id, fingerprint FROM verifications
    WHERE at > $1 AND at <= $2 AND operation IN ('check', 'heartbeat')
      AND license_id IS NOT NULL AND fingerprint IS NOT NULL
    GROUP BY license_id, fingerprint HAVING count(*) > $5
  ) AS candidate
  JOIN licenses l ON l.id = candidate.license_id
  CROSS JOIN LATERAL (
    SELECT min(at) AS first_at, max(at) AS last_at, count(*)::integer AS requests
    FROM verifications
    WHERE license_id = l.id AND at > $3 AND at > ${since('excessive_heartbeats')} AND at <= $2
      AND fingerprint = candidate.fingerprint AND operation IN ('check', 'heartbeat')
  ) AS recent
  LEFT JOIN activations a ON a.license_id = l.id AND a.fingerprint = candidate.fingerprint
  WHERE recent.requests > $4
  ORDER BY l.id, recent.requests DESC LIMIT ${MAX_FINDINGS}
`;

const LICENSE_HOPPING = `
  SELECT l.id AS license_id, NULL::bigint AS activation_id, jsonb_build_object(
    'since', recent.first_at, 'until', recent.last_at,
    'devices', recent.devices, 'seats', l.max_activations, 'moves_limit', $4::integer, 'seen_devices', recent.seen
  ) AS details
  FROM (
    SELECT DISTINCT license_id FROM verifications
    WHERE at > $1 AND at <= $2 AND operation IN ('activate', 'deactivate') AND license_id IS NOT NULL
  ) AS candidate
  JOIN licenses l ON l.id = candidate.license_id
  CROSS JOIN LATERAL (
    SELECT min(activated_at) AS first_at, max(activated_at) AS last_at, count(*)::integer AS devices,
           (array_agg(fingerprint ORDER BY activated_at DESC))[1:${LISTED}] AS seen
    FROM activations
    WHERE license_id = l.id AND activated_at > ${since('license_hopping')} AND activated_at <= $2 AND takes_seat
  ) AS recent
  WHERE recent.devices::bigint > l.max_activations::bigint + $4
  ORDER BY l.id LIMIT ${MAX_FINDINGS}
`;

/** Local names and addresses, which a policy lets go without a seat, too. */
const IS_LOCAL = String.raw`(fingerprint ~ '(^|\.)localhost$|\.(test|local)$|:|^[0-9.]+$')`;

const MANY_FREE_HOSTS = `
  SELECT l.id AS license_id, NULL::bigint AS activation_id, jsonb_build_object(
    'since', recent.first_at, 'until', recent.last_at,
    'hosts', recent.hosts, 'hosts_limit', $4::integer, 'seen_hosts', recent.seen
  ) AS details
  FROM (
    SELECT DISTINCT license_id FROM verifications
    WHERE at > $1 AND at <= $2 AND operation = 'activate' AND license_id IS NOT NULL
  ) AS candidate
  JOIN licenses l ON l.id = candidate.license_id
  CROSS JOIN LATERAL (
    SELECT min(activated_at) AS first_at, max(activated_at) AS last_at, count(*)::integer AS hosts,
           (array_agg(fingerprint ORDER BY activated_at DESC))[1:${LISTED}] AS seen
    FROM activations
    WHERE license_id = l.id AND activated_at > ${since('many_free_hosts')} AND activated_at <= $2
      AND kind = 'domain' AND NOT takes_seat AND NOT ${IS_LOCAL}
  ) AS recent
  WHERE recent.hosts > $4
  ORDER BY l.id LIMIT ${MAX_FINDINGS}
`;
