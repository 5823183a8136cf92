/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/verification/seats/active-sessions.service.ts',
    find: 'SELECT id FROM activations WHERE id = $3 FOR NO KEY UPDATE',
    replace: 'SELECT id FROM activations WHERE id = $3',
    fault: 'the start of a session does not wait for a heartbeat of the device',
  },
  {
    file: 'src/verification/seats/active-sessions.service.ts',
    find: 'FROM license_sessions WHERE license_id = $1 AND ended_at IS NULL\n',
    replace: 'FROM license_sessions WHERE license_id = $1\n',
    fault: 'sessions that have ended count',
  },
  {
    file: 'src/verification/seats/active-sessions.service.ts',
    find: 'FROM license_sessions WHERE license_id = $1 AND ended_at IS NULL\n',
    replace: 'FROM license_sessions WHERE ended_at IS NULL\n',
    fault: 'sessions of other licenses count',
  },
  {
    file: 'src/verification/seats/active-sessions.service.ts',
    find: 'count(*) FILTER (WHERE borrowed_until > $2) AS borrowed',
    replace: 'count(*) FILTER (WHERE borrowed_until IS NOT NULL) AS borrowed',
    fault: 'a session that was borrowed once counts as borrowed',
  },
  {
    file: 'src/verification/seats/active-sessions.service.ts',
    find: 'await this.recordEnds(license, start.expired);',
    replace: '',
    fault: 'a session that ends because another one starts has no event',
  },
  {
    file: 'src/licenses/sessions/session-statements.ts',
    find: 'WHERE ended_at IS NULL AND ${condition}',
    replace: 'WHERE ${condition}',
    fault: 'a session that has ended ends again',
  },
  {
    file: 'src/licenses/sessions/session-statements.ts',
    find: '(${leaseEnd(session)} <= ${now} AND',
    replace: '(${leaseEnd(session)} < ${now} AND',
    fault: 'a session is alive at the end of its lease',
  },
  {
    file: 'src/licenses/sessions/session-statements.ts',
    find: 'OR ${session}.borrowed_until <= ${now}))`;',
    replace: 'OR ${session}.borrowed_until < ${now}))`;',
    fault: 'a session is alive at the end of its borrowing',
  },
  {
    file: 'src/licenses/sessions/session-statements.ts',
    find: `least(
      \${now}::timestamptz, greatest(\${leaseEnd('license_sessions')}, borrowed_until)
    )`,
    replace: '${now}::timestamptz',
    fault: 'a session that timed out ends when somebody notices it',
  },
  {
    file: 'src/licenses/sessions/session-statements.ts',
    find: 'WHERE license_id = ${licenseId} AND ended_at IS NULL AND borrowed_until',
    replace: 'WHERE license_id = ${licenseId} AND borrowed_until',
    fault: 'a borrowing that was ended protects the seat of its device',
  },
  {
    file: 'src/verification/sessions/license-sessions.service.ts',
    find: 'AND a.id = s.activation_id AND a.deactivated_at IS NULL',
    replace: 'AND a.id = s.activation_id',
    fault: 'a heartbeat keeps the session of a deactivated device alive',
  },
  {
    file: 'src/verification/sessions/license-sessions.service.ts',
    find: 'AND r.license_id = l.id AND r.valid_until > $2',
    replace: 'AND r.license_id = l.id',
    fault: 'a heartbeat with a retired key works for ever',
  },
  {
    file: 'src/verification/sessions/license-sessions.service.ts',
    find: 'AND r.license_id = l.id AND r.valid_until > $2',
    replace: 'AND r.valid_until > $2',
    fault: 'a heartbeat may name the retired key of another license',
  },
  {
    file: 'src/verification/sessions/license-sessions.service.ts',
    find: 'AND ($4::bigint[] IS NULL OR l.product_id = ANY ($4) OR l.product_ids && $4)',
    replace: 'AND ($4::bigint[] IS NULL OR true)',
    fault: 'an API key of one product sends heartbeats of others',
  },
  {
    file: 'src/verification/sessions/license-sessions.service.ts',
    find: 'SET last_beat_at = greatest(last_beat_at, $2)',
    replace: 'SET last_beat_at = $2',
    fault: 'a node whose clock is behind shortens a session',
  },
  {
    file: 'src/verification/sessions/license-sessions.service.ts',
    find: 'await (found && lockLicense(this.work.manager, found.license.id));',
    replace: '',
    fault: 'the end of a session does not lock the license',
  },
  {
    file: 'src/verification/sessions/session-reaper.service.ts',
    find: 'await lockLicense(manager, license.id);',
    replace: '',
    fault: 'the reaper does not lock the license',
  },
  {
    file: 'src/verification/sessions/resume-session.service.ts',
    find: 'await lockLicense(manager, license.id);',
    replace: '',
    fault: 'resuming a session does not lock the license',
  },
  {
    file: 'src/verification/sessions/end-session.service.ts',
    find: 'await lockLicense(manager, license.id);',
    replace: '',
    fault: 'ending a session by an admin does not lock the license',
  },
  {
    file: 'src/verification/sessions/borrow-session.service.ts',
    find: 'borrowed - (isBorrowed ? 1 : 0)',
    replace: 'borrowed',
    fault: 'a session that is borrowed again counts twice',
  },
  {
    file: 'src/verification/sessions/session-reaper.service.ts',
    find: "where(`session.endedAt IS NULL AND ${isStale(':now', 'session')}`)",
    replace: "where(`session.endedAt IS NOT NULL AND ${isStale(':now', 'session')}`)",
    fault: 'the reaper looks for sessions that have ended',
  },
];
