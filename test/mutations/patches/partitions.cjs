/** @type {import('../patches.cjs').Patch[]} */
module.exports = [
  {
    file: 'src/platform/logs/make-partitions.ts',
    find: "await advisoryLock(inside, 'keyward: make a partition');",
    replace: '',
    fault: 'two nodes create one partition',
  },
  {
    file: 'src/platform/logs/make-partitions.ts',
    find: 'WHERE ${inMonth(month)} ON CONFLICT (at, id) DO NOTHING',
    replace: 'WHERE ${inMonth(month)}',
    fault: 'copying rows that an interrupted run has copied fails',
  },
  {
    file: 'src/platform/logs/make-partitions.ts',
    find: 'WHERE id > $1 AND id <= $2 ORDER BY id',
    replace: 'WHERE id > $1 AND $2 > 0 ORDER BY id',
    fault: 'rows that are not final are copied',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: 'SELECT * FROM moved ON CONFLICT (at, id) DO NOTHING`',
    replace: 'SELECT * FROM moved`',
    fault: 'moving rows that an interrupted run has copied fails',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: "AND at < '${to.toISOString()}'`;",
    replace: "AND at <= '${to.toISOString()}'`;",
    fault: 'the first instant of the next month belongs to two months',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: 'await manager.query(`LOCK TABLE ONLY "${name}" IN ACCESS EXCLUSIVE MODE`);',
    replace: '',
    fault: 'a reader that waits for the default partition misses moved rows',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: 'await manager.query(`LOCK TABLE ${tables} IN ACCESS EXCLUSIVE MODE`);',
    replace: '',
    fault: 'rows are written while those of their month move',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: 'await manager.query(`INSERT INTO "${name}_default" SELECT * FROM "${name}_others"`);',
    replace: '',
    fault: 'rows of other months are lost',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: 'SELECT least(last_value, (SELECT min(id) - 1 FROM "${name}_default" WHERE ${changing})) AS last',
    replace:
      'SELECT least(last_value, (SELECT min(id) - 1 FROM "${name}_default" WHERE ${changing} AND false)) AS last',
    fault: 'rows that may still change are copied as final',
  },
  {
    file: 'src/platform/logs/attach-partitions.ts',
    find: 'conrelid = to_regclass($1) AND conname = $2',
    replace: `conrelid = to_regclass($1) AND $2 <> ''`,
    fault: 'a partition that is attached is attached again',
  },
  {
    file: 'src/platform/logs/drop-partitions.ts',
    find: 'WHERE inhparent = $1::regclass ORDER BY relname',
    replace: 'WHERE $1::regclass IS NOT NULL ORDER BY relname',
    fault: 'partitions that were detached or are of other logs are dropped',
  },
  {
    file: 'src/platform/logs/drop-partitions.ts',
    find: "await inside.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);",
    replace: '',
    fault: 'dropping a partition waits for its readers, and everybody waits for it',
  },
  {
    file: 'src/verification/log/verification-counts.service.ts',
    find: 'LIMIT $2 FOR UPDATE SKIP LOCKED',
    replace: 'LIMIT $2 FOR UPDATE',
    fault: 'merging counts waits for counts that are written',
  },
  {
    file: 'src/verification/log/verification-counts.service.ts',
    find: '`${count} = c.${count} + excluded.${count}`',
    replace: '`${count} = excluded.${count}`',
    fault: 'merged counts replace the earlier sum',
  },
  {
    file: 'src/verification/log/verification-counts.service.ts',
    find: 'WHERE shard > 0 AND at < $1',
    replace: 'WHERE shard > 0 AND $1::timestamptz IS NOT NULL',
    fault: 'counts that are still written to are merged',
  },
  {
    file: 'src/verification/log/verification-log.service.ts',
    find: 'check_count = check_count + latest.checks',
    replace: 'check_count = check_count + 1',
    fault: 'several checks of a device in one batch count as one',
  },
  {
    file: 'src/verification/log/verification-log.service.ts',
    find: 'DO UPDATE SET count = c.count + excluded.count',
    replace: 'DO UPDATE SET count = excluded.count',
    fault: 'a batch replaces the count of a quarter of an hour',
  },
  {
    file: 'src/verification/log/verification-log.service.ts',
    find: 'DO UPDATE SET total = c.total + excluded.total,',
    replace: 'DO UPDATE SET total = excluded.total,',
    fault: 'a batch replaces the count of an API key',
  },
];
