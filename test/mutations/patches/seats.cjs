/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/core/licenses/licenses/lock-license.ts',
    find: '`SELECT id FROM licenses WHERE id = $1 FOR NO KEY UPDATE`',
    replace: '`SELECT id FROM licenses WHERE id = $1`',
    fault: 'changes of the devices and sessions of a license do not lock it',
    spec: 'test/core/verification/activations-api',
  },
  {
    file: 'src/core/verification/calls/deactivate-activation.service.ts',
    find: `return this.work.runSerialized(changeQueueKey(license.key), async (manager) => {
      await lockLicense(manager, license.id);`,
    replace: `return this.work.runSerialized(changeQueueKey(license.key), async () => {`,
    fault: 'a deactivation by an admin does not lock the license',
    spec: 'test/core/verification/activations-api',
  },
  {
    file: 'src/core/verification/calls/deactivate-activation.service.ts',
    find: `const { license } = await this.activations.get(id);
    return this.work.runSerialized(changeQueueKey(license.key), async (manager) => {
      await lockLicense(manager, license.id);
      // Read again under the lock: it may have changed while this call waited.
      const activation = await this.activations.get(id);`,
    replace: `const activation = await this.activations.get(id);
    const { license } = activation;
    return this.work.runSerialized(changeQueueKey(license.key), async (manager) => {
      await lockLicense(manager, license.id);`,
    fault: 'an activation is read before its lock and not under it',
    spec: 'test/core/verification/activations-api',
  },
  {
    file: 'src/core/verification/calls/activation-batches.service.ts',
    find: 'locked.delete(context.license.id)',
    replace: 'locked.has(context.license.id)',
    fault: 'two activations of one license are decided in one batch, each without the other',
    spec: 'test/core/verification/activation-batches',
  },
  {
    file: 'src/core/verification/calls/activation-batches.service.ts',
    find: 'inRequest(member.sender, () => this.tryToJudge',
    replace: 'inRequest(members[0]?.sender, () => this.tryToJudge',
    fault: 'activations of a batch are recorded for the first caller',
    spec: 'test/core/verification/activation-batches',
  },
  {
    file: 'src/core/verification/calls/activation-batches.service.ts',
    find: 'return judgements.map((judgement) => judgement && decisionOf(judgement));',
    replace: 'return judgements.toReversed().map((judgement) => judgement && decisionOf(judgement));',
    fault: 'callers of a batch get the decisions of each other',
    spec: 'test/core/verification/activation-batches',
  },
  {
    file: 'src/core/verification/calls/activation-batches.service.ts',
    find: 'return isOwn ? inRequest',
    replace: 'return context || isOwn ? inRequest',
    fault: 'a batch decides about a license that another transaction has locked',
    spec: 'test/core/verification/activation-batches',
  },
  {
    file: 'src/core/licenses/licenses/lock-license.ts',
    find: 'return `${lockByKeys(keys)} SKIP LOCKED`;',
    replace: 'return lockByKeys(keys);',
    fault: 'a batch of activations waits for a license that another transaction has locked',
    spec: 'test/core/verification/activation-locks',
  },
  {
    file: 'src/core/licenses/group-limits/group-limits.service.ts',
    find: `.setLock('for_no_key_update')`,
    replace: '',
    fault: 'calls that take from a group do not lock it',
    spec: 'test/core/customers/groups',
  },
  {
    file: 'src/core/licenses/group-limits/group-limits.service.ts',
    find: 'const LOCK_GROUPS = `SELECT FROM groups WHERE uid = ANY ($1::uuid[]) ORDER BY uid FOR NO KEY UPDATE`;',
    replace: 'const LOCK_GROUPS = `SELECT FROM groups WHERE uid = ANY ($1::uuid[])`;',
    fault: 'an import of licenses does not lock their groups',
    spec: 'test/core/customers/groups',
  },
  {
    file: 'src/core/licenses/group-limits/group-limits.service.ts',
    find: 'JOIN license_users u ON u.license_id = l.id WHERE l.group_id = $1`;',
    replace: 'JOIN license_users u ON u.license_id = l.id WHERE $1::uuid IS NOT NULL`;',
    fault: 'users of all licenses count for a group',
    spec: 'test/core/customers/groups',
  },
  {
    file: 'src/core/verification/seats/evict-seats.service.ts',
    find: 'UPDATE activations SET deactivated_at = $4\n      WHERE license_id = $1 AND deactivated_at IS NULL AND takes_seat',
    replace: 'UPDATE activations SET deactivated_at = $4\n      WHERE license_id = $1 AND deactivated_at IS NULL',
    fault: 'a full license also deactivates devices without a seat',
    spec: 'test/core/verification/device-rules',
  },
  {
    file: 'src/core/verification/seats/evict-seats.service.ts',
    find: 'ORDER BY id = ANY (${BORROWING}), last_seen_at, id LIMIT $2',
    replace: 'ORDER BY last_seen_at, id LIMIT $2',
    fault: 'a device that has borrowed a session is deactivated before those that can be seen',
    spec: 'test/core/verification/borrowing',
  },
  {
    file: 'src/core/verification/seats/evict-seats.service.ts',
    find: '((last_seen_at < $3 AND id <> ALL (${BORROWING})) OR',
    replace: '(last_seen_at < $3 OR',
    fault: 'the seat of a device that has borrowed a session expires',
    spec: 'test/core/verification/borrowing',
  },
  {
    file: 'src/core/verification/seats/evict-seats.service.ts',
    find: 'WHERE id IN (SELECT activation_id FROM left_over) AND id <> $6 AND deactivated_at IS NULL',
    replace: 'WHERE id IN (SELECT activation_id FROM left_over) AND $6 > -1 AND deactivated_at IS NULL',
    fault: 'the device that asks for a seat is deactivated to make room for it',
    spec: 'test/core/verification/user-seats',
  },
  {
    file: 'src/core/verification/seats/seat-statements.ts',
    find: `endSessions('activation_id IN (SELECT id FROM seat)',`,
    replace: `endSessions('EXISTS (SELECT FROM seat)',`,
    fault: 'a deactivation ends the sessions of all devices',
    spec: 'test/apis/v2/sessions',
  },
  {
    file: 'src/core/verification/seats/seats.service.ts',
    find: 'await this.sessions.recordEnds(',
    replace: 'void this.sessions.recordEnds(',
    fault: 'a deactivation does not wait for the events of its sessions',
    spec: 'test/apis/v2/sessions',
  },
  {
    file: 'src/core/verification/seats/seats.service.ts',
    find: 'await this.sessions.endAllOf(license, ids);',
    replace: '',
    fault: 'a deactivation by an admin leaves the sessions of the device running',
    spec: 'test/core/verification/activations-api',
  },
  {
    file: 'src/core/verification/calls/overdue-check-ins.service.ts',
    find: 'ORDER BY a.id LIMIT $3 FOR NO KEY UPDATE OF a SKIP LOCKED',
    replace: 'ORDER BY a.id LIMIT $3',
    fault: 'two nodes record the same absence of a device',
    spec: 'test/core/verification/check-ins',
  },
  {
    file: 'src/core/verification/calls/overdue-check-ins.service.ts',
    find: 'AND l.revoked_at IS NULL AND l.blocked_at IS NULL',
    replace: 'AND l.blocked_at IS NULL',
    fault: 'devices of revoked licenses are reported as absent',
    spec: 'test/core/verification/check-ins',
  },
  {
    file: 'src/core/verification/calls/overdue-check-ins.service.ts',
    find: 'JOIN activations a ON a.license_id = l.id AND a.deactivated_at IS NULL',
    replace: 'JOIN activations a ON a.license_id = l.id',
    fault: 'deactivated devices are reported as absent',
    spec: 'test/core/verification/check-ins',
  },
  {
    file: 'src/core/verification/calls/deactivate-activation.service.ts',
    find: `devices.where('activation.licenseId = :id', { id: license.id })`,
    replace: 'devices',
    fault: 'deactivating all devices of a license deactivates those of all licenses',
    spec: 'test/apis/lic/verify',
  },
];
