import { Cleanup } from './cleanup';
import { Database } from './database';
import { activate } from './modes/activate';
import { campaign } from './modes/campaign';
import { compare } from './modes/compare';
import { grants } from './modes/grants';
import { imports } from './modes/imports';
import { known } from './modes/known';
import { latency } from './modes/latency';
import { lists } from './modes/lists';
import { mixed } from './modes/mixed';
import type { Bench } from './modes/mode';
import { overload } from './modes/overload';
import { pages } from './modes/pages';
import { plugins } from './modes/plugins';
import { relay } from './modes/relay';
import { sales } from './modes/sales';
import { scale } from './modes/scale';
import { shadowing } from './modes/shadowing';
import { signed } from './modes/signed';
import { sizes } from './modes/sizes';
import { soak } from './modes/soak';
import { two } from './modes/two';
import { usage } from './modes/usage';
import { workers } from './modes/workers';
import { type Mode, type Options, readOptions, USAGE } from './options';
import { Report } from './report';

const WORK: Record<Mode, (bench: Bench) => Promise<void>> = {
  compare,
  scale,
  activate,
  mixed,
  lists,
  pages,
  soak,
  two,
  latency,
  workers,
  overload,
  usage,
  grants,
  signed,
  plugins,
  known,
  sizes,
  imports,
  sales,
  shadowing,
  relay,
  campaign,
};

/** Longest time of a mode in minutes, without what is measured. */
const PREPARING = {
  compare: 20,
  scale: 120,
  activate: 20,
  mixed: 20,
  lists: 60,
  pages: 60,
  soak: 20,
  two: 20,
  latency: 20,
  workers: 20,
  overload: 20,
  usage: 20,
  grants: 20,
  signed: 20,
  plugins: 20,
  known: 20,
  sizes: 120,
  imports: 90,
  sales: 20,
  shadowing: 60,
  relay: 20,
  campaign: 60,
};
const VARIANTS_AT_MOST = 20;
const INTERRUPTED = 130;

async function main(): Promise<void> {
  const options = optionsOf(process.argv.slice(2));
  const cleanup = new Cleanup();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void stop(cleanup, 'Stopping…', INTERRUPTED));
  }
  const limit = limitOf(options);
  setTimeout(() => void stop(cleanup, `Stopped: not done within ${limit} minutes.`, 1), limit * 60_000).unref();
  try {
    const database = await Database.start(cleanup, options.data);
    await WORK[options.mode]({ options, database, cleanup, report: new Report(options, database.version) });
  } finally {
    await cleanup.run();
  }
}

function optionsOf(args: string[]): Options {
  try {
    return readOptions(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    process.exit(1);
  }
}

function limitOf({ mode, rounds, seconds, warmUp, minutes, hours }: Options): number {
  const measuring = (VARIANTS_AT_MOST * (rounds * seconds * 1.5 + warmUp)) / 60;
  const lengths: Partial<Record<Mode, number>> = { soak: minutes, campaign: hours * 60 };
  return PREPARING[mode] + Math.ceil(lengths[mode] ?? measuring);
}

async function stop(cleanup: Cleanup, message: string, code: number): Promise<never> {
  process.stderr.write(`\n${message}\n`);
  await cleanup.run();
  process.exit(code);
}

main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
