/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/licenses/licenses/lock-license.ts',
    find: 'ORDER BY id FOR NO KEY UPDATE`;',
    replace: 'ORDER BY id FOR KEY SHARE`;',
    fault: 'calls that use meters do not lock their licenses',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'b.meter_id = moved.meter_id AND b.license_id = moved.license_id',
    replace: 'b.meter_id = moved.meter_id',
    fault: 'usage moves the balances of other licenses',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'AND b.period_start = moved.period_start\n',
    replace: '\n',
    fault: 'usage moves the balances of other periods',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'SET used = b.used + moved.used, total',
    replace: 'SET used = moved.used, total',
    fault: 'usage replaces the balance',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'b.used + moved.used <= capacity',
    replace: 'b.used + moved.used < capacity',
    fault: 'the last unit of a meter cannot be used',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'OR b.used + moved.used <= capacity',
    replace: 'OR true',
    fault: 'a writer that has not locked the license exceeds the limit',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'DO UPDATE SET amount = h.amount + excluded.amount',
    replace: 'DO UPDATE SET amount = excluded.amount',
    fault: 'a device that takes more loses what it holds',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'AND h.license_id = held.license_id AND h.activation_id = held.activation_id',
    replace: 'AND h.license_id = held.license_id',
    fault: 'a device returns what others hold',
  },
  {
    file: 'src/verification/meters/write-usage.query.ts',
    find: 'greatest(b.updated_at, $4::timestamptz)',
    replace: '$4::timestamptz',
    fault: 'a node whose clock is behind moves the time of a balance back',
  },
  {
    file: 'src/verification/meters/judge-usage.service.ts',
    find: "const entry = { ...assessment.entry('usage'), request: call.sender };",
    replace: "const entry = assessment.entry('usage');",
    fault: 'usage in a batch is logged for any of its callers',
  },
  {
    file: 'src/verification/meters/judge-usage.service.ts',
    find: 'behavior.maxUsesPerMinute, sender);',
    replace: 'behavior.maxUsesPerMinute);',
    fault: 'the rate limit of a call in a batch is noted for any of its callers',
  },
  {
    file: 'src/verification/meters/judge-usage.service.ts',
    find: 'null, null, data), request: sender }];',
    replace: 'null, null, data) }];',
    fault: 'a threshold that a call in a batch reaches is recorded for any of its callers',
  },
  {
    file: 'src/verification/meters/use-meters.service.ts',
    find: 'contextOf(call, contexts[index])',
    replace: 'contextOf(call, contexts[0])',
    fault: 'all calls of a batch use the license of the first',
  },
  {
    file: 'src/verification/meters/use-meters.service.ts',
    find: 'form: inRequest(sender, () => typedFormOf(key))',
    replace: 'form: inRequest(unfound[0]?.sender, () => typedFormOf(sender ? key : key))',
    fault: 'the API of any caller of a batch decides how keys are typed',
  },
  {
    file: 'src/verification/meters/usage-ledger.ts',
    find: 'return `${licenseId} ${terms.id} ${activationId}`;',
    replace: 'return `${licenseId} ${terms.id}`;',
    fault: 'devices in one batch hold what the others take',
  },
  {
    file: 'src/verification/meters/usage-ledger.ts',
    find: 'return `${licenseId} ${terms.id}`;',
    replace: 'return `${terms.id} ${licenseId ? 1 : 0}`;',
    fault: 'licenses in one batch share a balance',
  },
];
