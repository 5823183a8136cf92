import { Keyward } from '../keyward';
import { pgbench } from '../pgbench';
import { drawBars } from '../picture';
import { printTable } from '../report';
import { type Figures, figuresOf, measure, type Measured } from '../rounds';
import { seed } from '../seed';
import { Baselines, betterAuth, keywardVariants, type Variant } from '../variants';
import type { Bench } from './mode';

const REFERENCES = [
  'verify_before',
  'validate_before',
  'lic_verify_before',
  'ordinary',
  'careful',
  'better_auth',
  'bare',
];
const SEATS = 5;
const NOTHING: Figures = { per_second: NaN, p50_ms: NaN, p99_ms: NaN, generator_cpu: NaN };

/** Checks against other ways of doing them and another version of Keyward (`--before`), with many connections and with one. */
export async function compare(bench: Bench): Promise<void> {
  const { options, database, cleanup, report } = bench;
  const { licenses } = options;
  const keyward = await Keyward.start(database, 'keyward', cleanup);
  await seed(keyward.pool, { licenses, seats: SEATS });
  const baselines = await Baselines.prepare(database, keyward.systemKey, licenses, SEATS, cleanup);
  const others = [await baselines.ordinary(), await baselines.careful()];
  const further = [await betterAuth(database, keyward.systemKey, licenses, cleanup), await baselines.bare()];
  const variants = [...keywardVariants(keyward, licenses), ...(await variantsBefore(bench)), ...others, ...further];

  const measured = await measure(variants, options);
  const alone = await measure(withVerify(variants), { ...options, connections: 1 });
  const statement = await pgbench(baselines.databaseUrl, licenses, options.seconds);

  const figures = figuresOf(measured, REFERENCES);
  const single = figuresOf(alone, REFERENCES);
  printTable(measured.map(({ variant }) => rowOf(variant, options.connections, figures[variant.name])));
  printTable(alone.map(({ variant }) => rowOf(variant, 1, single[variant.name])));
  if (statement !== undefined) {
    console.log(`\npgbench, a check as one statement: ${statement}/s`);
  }
  report.draw(pictureOf(measured, options.connections, licenses));
  report.write({
    compare: { ...report.conditions, licenses },
    ...figures,
    one_connection: { ...single.verify, by_variant: single },
    ...(statement === undefined ? {} : { pgbench: { per_second: statement } }),
  });
}

async function variantsBefore({ options, database, cleanup }: Bench): Promise<Variant[]> {
  const { before, licenses } = options;
  if (before === undefined) {
    return [];
  }
  const keyward = await Keyward.start(database, 'before', cleanup, { project: before });
  await seed(keyward.pool, { licenses, seats: SEATS });
  return keywardVariants(keyward, licenses).map((variant) => ({
    ...variant,
    name: `${variant.name}_before`,
    label: `${variant.label}, before`,
  }));
}

function withVerify(variants: readonly Variant[]): Variant[] {
  return variants.filter(({ name }) => ['verify', 'verify_before', 'ordinary', 'careful'].includes(name));
}

function rowOf({ label }: Variant, connections: number, figures: Figures | undefined) {
  const { per_second, p50_ms, p99_ms, generator_cpu, ...ratios } = figures ?? NOTHING;
  return {
    [`${connections} connection${connections === 1 ? '' : 's'}`]: label,
    'per second': per_second,
    'p50 ms': p50_ms,
    'p99 ms': p99_ms,
    'load CPU': generator_cpu,
    ...Object.fromEntries(
      Object.entries(ratios).map(([name, ratio]) => [name.replace('ratio_to_', '× ').replace('_', '-'), ratio]),
    ),
  };
}

function pictureOf(measured: readonly Measured[], connections: number, licenses: number): string {
  const figures = figuresOf(measured, []);
  return drawBars(
    `Checks a second, ${connections} connections, ${licenses.toLocaleString('en')} licenses`,
    measured
      .filter(({ variant }) => variant.name !== 'bare')
      .map(({ variant }) => ({
        label: variant.label,
        perSecond: figures[variant.name]?.per_second ?? 0,
        isKeyward: ['verify', 'validate', 'lic_verify'].includes(variant.name),
      })),
  );
}
