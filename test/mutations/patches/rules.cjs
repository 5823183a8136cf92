/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'FOR NO KEY UPDATE OF l',
    replace: 'FOR KEY SHARE OF l',
    fault: 'calls that take a seat do not lock the license',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: `FROM license WHERE unique_within = 'product'`,
    replace: `FROM license WHERE unique_within = 'none'`,
    fault: 'a device that is unique within a product is not locked',
  },
  {
    file: 'src/verification/assessment/assess-license.service.ts',
    find: 'await this.work.manager.query(lockStatement(context.license.id, fingerprint, productScope()));',
    replace: '',
    fault: 'a license that is named by a retired key is not locked',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'AND o.product_id = l.product_id AND o.id <> l.id AND o.revoked_at IS NULL',
    replace: 'AND o.id <> l.id AND o.revoked_at IS NULL',
    fault: 'a device that is unique within a product is bound by licenses of others',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'AND o.id <> l.id AND o.revoked_at IS NULL',
    replace: 'AND o.id <> l.id',
    fault: 'a revoked license still binds its devices',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'a.fingerprint = asked.fingerprint AND a.deactivated_at IS NULL',
    replace: 'a.fingerprint = asked.fingerprint',
    fault: 'a deactivated device stays bound to its license',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'SELECT last_seen_at FROM activations WHERE license_id = l.id AND deactivated_at IS NULL AND takes_seat',
    replace: 'SELECT last_seen_at FROM activations WHERE license_id = l.id AND deactivated_at IS NULL',
    fault: 'devices without a seat count as seats',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'SELECT last_seen_at FROM activations WHERE license_id = l.id AND deactivated_at IS NULL AND takes_seat',
    replace: 'SELECT last_seen_at FROM activations WHERE license_id = l.id AND takes_seat',
    fault: 'deactivated devices count as seats',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: '(count(*) FILTER (WHERE last_seen_at < seats.dead_before))',
    replace: '(count(*) FILTER (WHERE last_seen_at <= seats.dead_before))',
    fault: 'a seat expires at its timeout and not after it',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: `parts = string_to_array(asked.version, '.')::bigint[] AND is_active`,
    replace: `parts = string_to_array(asked.version, '.')::bigint[]`,
    fault: 'the release date of a withdrawn version counts',
  },
  {
    file: 'src/verification/assessment/license-context.query.ts',
    find: 'WHERE own.product_id = product.id AND own.channel',
    replace: 'WHERE own.channel',
    fault: 'the latest version is one of another product',
  },
  {
    file: 'src/verification/assessment/transfers.service.ts',
    find: 'const recent = { licenseId: license.id, at: MoreThan(periodStart(behavior, now)) };',
    replace: 'const recent = { at: MoreThan(periodStart(behavior, now)) };',
    fault: 'transfers of all licenses count',
  },
  {
    file: 'src/verification/assessment/transfers.service.ts',
    find: 'const past = { licenseId: license.id, at:',
    replace: 'const past = { at:',
    fault: 'a transfer deletes those of other licenses',
  },
];
