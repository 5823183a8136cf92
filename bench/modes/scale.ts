import { assertRoom } from '../database';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed, settle } from '../seed';
import { keywardLog, keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

const SIZES = [10_000, 1_000_000, 10_000_000];
const LOG_ROWS = 3;
// Measured at ten million with three log rows each, and room for the WAL and for building an index.
const BYTES_PER_LICENSE = 3_500;

/** Checks with few and with many licenses, in turn on servers of their own. */
export async function scale({ options, database, cleanup, report }: Bench): Promise<void> {
  const sizes = [...SIZES.filter((size) => size < options.upTo), options.upTo];
  const smallest = sizes[0] ?? options.upTo;
  await assertRoom(Math.ceil((sizes.reduce((sum, size) => sum + size) * BYTES_PER_LICENSE) / 1024 ** 3) + 2);
  const servers: { keyward: Keyward; licenses: number }[] = [];
  for (const licenses of sizes) {
    servers.push({
      licenses,
      keyward: await seeded(await Keyward.start(database, nameOf(licenses), cleanup), licenses),
    });
  }
  for (const { keyward } of servers) {
    await settle(keyward.pool);
  }
  const variants = servers.flatMap(({ keyward, licenses }) => variantsOf(keyward, licenses));
  console.log('  reading what is asked about into memory…');
  await measure(variants, { ...options, rounds: 1 });
  const figures = figuresOf(await measure(variants, options), [nameOf(smallest)]);
  printTable(variants.map(({ name, label }) => ({ V2: label, ...figures[name] })));
  const ratio = figures[nameOf(10_000_000)]?.[`ratio_to_${nameOf(10_000)}`];
  if (ratio !== undefined) {
    console.log(`\n10 million licenses against 10 thousand: ${ratio}`);
  }
  report.write({
    scale: {
      ...report.conditions,
      log_rows_per_license: LOG_ROWS,
      ...(ratio === undefined ? {} : { ratio_10m_to_10k: ratio }),
      ...figures,
    },
  });
}

async function seeded(keyward: Keyward, licenses: number): Promise<Keyward> {
  const start = performance.now();
  console.log(`  making ${licenses.toLocaleString('en')} licenses and ${LOG_ROWS} log rows for each…`);
  await seed(keyward.pool, { licenses, logRows: LOG_ROWS });
  const { rows } = await keyward.pool.query<{ size: string }>(
    'SELECT pg_size_pretty(pg_database_size(current_database())) AS size',
  );
  console.log(`  made in ${Math.round((performance.now() - start) / 1_000)} s: ${rows[0]?.size ?? ''}`);
  return keyward;
}

function variantsOf(keyward: Keyward, licenses: number): Variant[] {
  // The rows stay: they are what is measured.
  const log = { ...keywardLog(keyward), empty: () => Promise.resolve() };
  const name = nameOf(licenses);
  const label = `${licenses.toLocaleString('en')} licenses`;
  return keywardVariants(keyward, licenses)
    .slice(0, 1)
    .map((verify) => ({ ...verify, log, name, label }));
}

function nameOf(licenses: number): string {
  return `licenses_${licenses}`;
}
