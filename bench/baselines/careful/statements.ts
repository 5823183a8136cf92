/** Named statements: PostgreSQL parses and plans each once per connection. */
export const STATEMENTS = {
  key: 'SELECT id, expires_at, revoked_at FROM api_keys WHERE hash = $1',
  license: `SELECT id, key, max_users, disabled_at AS "disabledAt", revoked_at AS "revokedAt", starts_at AS "startsAt",
                   expires_at AS "expiresAt" FROM licenses WHERE key = $1`,
  lockedLicense: `SELECT id, key, max_activations, disabled_at AS "disabledAt", revoked_at AS "revokedAt",
                         starts_at AS "startsAt", expires_at AS "expiresAt" FROM licenses WHERE key = $1 FOR NO KEY UPDATE`,
  device: `SELECT id, fingerprint, name, activated_at, last_seen_at, deactivated_at AS "deactivatedAt" FROM devices
           WHERE license_id = $1 AND fingerprint = $2`,
  seen: `UPDATE devices SET last_seen_at = $2, check_count = check_count + 1, app_version = coalesce($3, app_version)
         WHERE id = $1`,
  taken: 'SELECT count(*)::integer AS taken FROM devices WHERE license_id = $1 AND deactivated_at IS NULL',
  seat: `INSERT INTO devices (license_id, fingerprint, name, app_version, activated_at, last_seen_at)
         VALUES ($1, $2, $3, $4, $5, $5)
         RETURNING id, fingerprint, name, activated_at, last_seen_at, deactivated_at AS "deactivatedAt"`,
  log: `INSERT INTO verifications (at, license_id, key, fingerprint, ip, user_agent, app_version, operation, outcome)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
} as const;
