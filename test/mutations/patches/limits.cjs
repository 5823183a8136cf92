/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/common/limits/shared-limit-storage.ts',
    find: 'resolve(usages[index] ?? [])',
    replace: 'resolve(usages[0 * index] ?? [])',
    fault: 'requests that are counted together get the counts of the first',
  },
  {
    file: 'src/common/limits/rate-limits.service.ts',
    find: 'return `${dialect.name}:${name}\\n',
    replace: 'return `${name}\\n',
    fault: 'APIs share the counters of limits of the same name',
  },
  {
    file: 'src/common/limits/rate-limits.service.ts',
    find: 'return `${dialect.name}:${name}\\n',
    replace: 'return `${dialect.name}\\n',
    fault: 'limits of an API share a counter',
  },
  {
    file: 'src/common/limits/rate-limits.service.ts',
    find: 'key: `${name}\\n${key}`, limit: perMinute',
    replace: 'key: `${name}`, limit: perMinute',
    fault: 'licenses share the limit of their policy',
  },
  {
    file: 'src/common/limits/rate-limits.service.ts',
    find: 'limit: perMinute }];',
    replace: 'limit: Math.ceil(perMinute * this.factor.value) }];',
    fault: 'the factor of the operator changes the limits of policies',
  },
  {
    file: 'src/common/limits/in-flight.ts',
    find: 'name: `${owner}:${index}\\n${key}`',
    replace: 'name: `${owner}\\n${key}`',
    fault: 'the limits of an API on requests at a time share a count',
  },
  {
    file: 'src/common/limits/in-flight.ts',
    find: 'counts.forEach(({ name }) => decrement(this.byCaller, name));',
    replace: '',
    fault: 'requests of a caller count for ever',
  },
  {
    file: 'src/common/limits/in-flight.ts',
    find: 'this.total -= hasBegun ? 1 : 0;',
    replace: 'this.total -= 1;',
    fault: 'a request whose body never arrived makes room for another',
  },
  {
    file: 'src/common/limits/unauthenticated-limit.service.ts',
    find: '`${address(request)}\\n${credential}`',
    replace: '`${address(request).slice(0, 0)}\\n${credential}`',
    fault: 'a credential that was verified anywhere is not limited',
  },
  {
    file: 'src/common/limits/unauthenticated-limit.service.ts',
    find: '// Checked again for concurrent guesses.\n      await this.refuseIfReached(request);',
    replace: '',
    fault: 'of concurrent guesses of a credential, the right one is accepted beyond the limit',
  },
  {
    file: 'src/common/limits/unauthenticated-limit.service.ts',
    find: "await this.limits.countHere('unauthenticated', address(request));",
    replace: "void this.limits.countHere('unauthenticated', address(request));",
    fault: 'the refusal of a credential does not wait for its limit',
  },
  {
    file: 'src/common/limits/memory-limit-storage.ts',
    find: 'window && window.endsAt > now ? window :',
    replace: 'window && window.endsAt >= now ? window :',
    fault: 'a window lasts until after its end',
  },
];
