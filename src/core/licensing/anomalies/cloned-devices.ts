import { COMPONENT_VALUE, newestReturns } from '../../licenses/activations/device-value.entity';
import { IS_USABLE } from '../../verification/log/verification.entity';

/** Devices per scan that call from another network than before. */
const MAX_FOLLOWED = 20_000;
const MAX_FORGOTTEN = 20_000;
/** Cloned devices in one anomaly, and licenses per scan. */
const MAX_DEVICES = 20;
const MAX_LICENSES = 500;
/** Networks listed as evidence. */
const LISTED = 20;

const CALL = `operation IN ('check', 'activate', 'heartbeat', 'session', 'usage') AND ${IS_USABLE} AND ip IS NOT NULL`;

/**
 * Follows the networks of devices through a part of the log: from $1 to $2. A device that is where it was activated needs no
 * row. IPv4 and IPv6 are followed apart, because a computer uses both, and so are the calls with each API key: a server may
 * call for its customers. The last call that is known makes a row count once.
 */
export const FOLLOW_NETWORKS = `
  WITH moving AS MATERIALIZED (
    SELECT DISTINCT device.id AS activation_id, part.license_id, part.fingerprint
    FROM (
      SELECT license_id, fingerprint, ip, bool_or(operation = 'activate') AS activates FROM verifications
      WHERE at > $1 AND at <= $2 AND license_id IS NOT NULL AND fingerprint IS NOT NULL AND ${CALL}
      GROUP BY license_id, fingerprint, ip
    ) AS part
    CROSS JOIN LATERAL (
      SELECT id, ip FROM activations
      WHERE license_id = part.license_id AND fingerprint = part.fingerprint
        AND kind = 'device' AND takes_seat AND deactivated_at IS NULL
      ORDER BY id LIMIT 1
    ) AS device
    WHERE part.activates OR part.ip IS DISTINCT FROM device.ip
      OR EXISTS (SELECT FROM device_values WHERE activation_id = device.id AND kind <> '${COMPONENT_VALUE}')
    LIMIT ${MAX_FOLLOWED}
  ), call AS (
    SELECT moving.activation_id, network.kind, network.value, v.at, v.id
    FROM moving
    JOIN verifications v ON v.license_id = moving.license_id AND v.fingerprint = moving.fingerprint
    CROSS JOIN LATERAL (
      SELECT CASE family(address) WHEN 4 THEN 'ipv4' ELSE 'ipv6' END || coalesce(' ' || v.api_key_id, '') AS kind,
             CASE family(address) WHEN 4 THEN host(address) ELSE network(set_masklen(address, 64))::text END AS value
      FROM (SELECT split_part(v.ip, '%', 1)::inet AS address) AS parsed
    ) AS network
    WHERE v.at > $1 AND v.at <= $2 AND ${CALL}
      AND v.at > coalesce((
        SELECT max(seen_at) FROM device_values WHERE activation_id = moving.activation_id AND kind = network.kind
      ), '-infinity')
  ), step AS (
    SELECT *, lag(value) OVER (PARTITION BY activation_id, kind ORDER BY at, id) AS former,
           row_number() OVER (PARTITION BY activation_id, kind, value ORDER BY at, id) > 1 AS is_known
    FROM call
  )
  INSERT INTO device_values AS known (activation_id, kind, value, seen_at, returned_at)
  SELECT activation_id, kind, value, max(at), ${newestReturns(`
    coalesce(array_agg(at ORDER BY at) FILTER (WHERE (is_known OR is_stored) AND value <> before), '{}')`)}
  FROM (
    SELECT step.*,
      EXISTS (
        SELECT FROM device_values d
        WHERE d.activation_id = step.activation_id AND d.kind = step.kind AND d.value = step.value
      ) AS is_stored,
      coalesce(step.former, (
        SELECT d.value FROM device_values d WHERE d.activation_id = step.activation_id AND d.kind = step.kind
        ORDER BY d.seen_at DESC LIMIT 1
      )) AS before
    FROM step
  ) AS steps
  GROUP BY activation_id, kind, value
  ORDER BY activation_id, kind, value
  ON CONFLICT (activation_id, kind, value) DO UPDATE
  SET seen_at = excluded.seen_at, returned_at = ${newestReturns('known.returned_at || excluded.returned_at')}
`;

/** Forgets what was last seen before $1. Does not wait for programs that replace components. */
export const FORGET_VALUES = `
  DELETE FROM device_values WHERE (activation_id, kind, value) IN (
    SELECT activation_id, kind, value FROM device_values
    WHERE seen_at < $1 ORDER BY seen_at LIMIT ${MAX_FORGOTTEN} FOR UPDATE SKIP LOCKED
  )
`;

/** Devices that returned more than $2 times since $1, a window of $3 minutes, by license. Reported ones are left out. */
export const CLONED_DEVICES = `
  SELECT license_id, (array_agg(activation_id ORDER BY returns DESC, activation_id))[1] AS activation_id, jsonb_build_object(
    'since', min(first_at), 'until', max(last_at), 'returns_limit', $2::integer, 'minutes', $3::integer,
    'devices', (jsonb_agg(device ORDER BY returns DESC, activation_id))
  ) AS details
  FROM (
    SELECT *, row_number() OVER (PARTITION BY license_id ORDER BY returns DESC, activation_id) AS place FROM (
      SELECT DISTINCT ON (a.id) a.license_id, a.id AS activation_id, counted.*, jsonb_strip_nulls(jsonb_build_object(
        'activation', a.uid, 'fingerprint', a.fingerprint, 'returns', counted.returns, 'component', counted.name,
        'addresses', CASE WHEN counted.kind <> '${COMPONENT_VALUE}' THEN to_jsonb(listed.newest) END,
        'values', listed.values
      )) AS device
      FROM (
        SELECT v.activation_id AS of, v.kind, v.name, count(*)::integer AS returns, min(r.at) AS first_at, max(r.at) AS last_at
        FROM device_values v
        JOIN activations a ON a.id = v.activation_id
        CROSS JOIN LATERAL unnest(v.returned_at) AS r(at)
        WHERE v.returned_at <> '{}' AND a.deactivated_at IS NULL
          AND r.at > greatest($1::timestamptz, (
            SELECT max(resolved_at) FROM anomalies WHERE license_id = a.license_id AND type = 'cloned_device'
          ))
        GROUP BY v.activation_id, v.kind, v.name HAVING count(*) > $2::integer
      ) AS counted
      JOIN activations a ON a.id = counted.of
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS values, (array_agg(value ORDER BY seen_at DESC))[1:${LISTED}] AS newest
        FROM device_values
        WHERE activation_id = a.id AND kind = counted.kind AND name IS NOT DISTINCT FROM counted.name
      ) AS listed
      WHERE NOT EXISTS (
        SELECT FROM anomalies known
        WHERE known.license_id = a.license_id AND known.type = 'cloned_device' AND known.resolved_at IS NULL AND (
          known.details->'devices' @> jsonb_build_array(jsonb_build_object('activation', a.uid))
          OR jsonb_array_length(known.details->'devices') >= ${MAX_DEVICES}
        )
      )
      ORDER BY a.id, counted.returns DESC
    ) AS cloned
  ) AS ranked
  WHERE place <= ${MAX_DEVICES}
  GROUP BY license_id ORDER BY license_id LIMIT ${MAX_LICENSES}
`;
