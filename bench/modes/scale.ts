import { assertRoom } from '../database';
import { Keyward } from '../keyward';
import { printTable } from '../report';
import { figuresOf, measure } from '../rounds';
import { seed } from '../seed';
import { keywardLog, keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

const SIZES = [10_000, 1_000_000, 10_000_000];
const LOG_ROWS = 3;
// Measured at a million: 2 KB with three log rows. Building the indexes needs room as well.
const BYTES_PER_LICENSE = 3_500;

/** Checks with few and with many licenses, in turn on servers of their own. */
export async function scale({ options, database, cleanup, report }: Bench): Promise<void> {
  const sizes = SIZES.filter((size) => size <= options.upTo);
  await assertRoom(Math.ceil((Math.max(...sizes) * BYTES_PER_LICENSE) / 1024 ** 3) + 2);
  const variants: Variant[] = [];
  for (const licenses of sizes) {
    console.log(`  making ${licenses.toLocaleString('en')} licenses and ${LOG_ROWS} log rows for each…`);
    const keyward = await Keyward.start(database, nameOf(licenses), cleanup);
    await seed(keyward.pool, { licenses, logRows: LOG_ROWS });
    // The rows stay: they are what is measured.
    const log = { ...keywardLog(keyward), empty: () => Promise.resolve() };
    const [verify] = keywardVariants(keyward, licenses);
    if (verify) {
      variants.push({ ...verify, log, name: nameOf(licenses), label: `${licenses.toLocaleString('en')} licenses` });
    }
  }
  const figures = figuresOf(await measure(variants, options), [nameOf(SIZES[0] ?? 0)]);
  printTable(variants.map(({ name, label }) => ({ V2: label, ...figures[name] })));
  report.write({ scale: { ...report.conditions, log_rows_per_license: LOG_ROWS, ...figures } });
}

function nameOf(licenses: number): string {
  return `licenses_${licenses}`;
}
