import { parseArgs } from 'node:util';

export const MODES = [
  'compare',
  'scale',
  'activate',
  'mixed',
  'lists',
  'pages',
  'soak',
  'two',
  'latency',
  'workers',
  'overload',
  'usage',
  'grants',
  'signed',
  'sizes',
  'imports',
  'sales',
  'shadowing',
  'plugins',
  'known',
  'relay',
  'campaign',
] as const;
export type Mode = (typeof MODES)[number];

export interface Options {
  readonly mode: Mode;
  readonly quick: boolean;
  readonly connections: number;
  readonly licenses: number;
  readonly rounds: number;
  readonly seconds: number;
  /** Seconds before the first round, for each variant and number of connections. */
  readonly warmUp: number;
  readonly minutes: number;
  /** Largest number of licenses that `scale` and `sizes` measure. */
  readonly upTo: number;
  /** Compared requests of `shadowing`, or events of `sales`. */
  readonly requests: number;
  /** Folder of another version to compare with. */
  readonly before: string | undefined;
  /** Folder of the filled database of `pages`, which is kept. */
  readonly data: string | undefined;
  /** Of one core, for each process that serves. */
  readonly share: number | undefined;
  /** Length of the campaign. */
  readonly hours: number;
  /** Parts of the campaign; all by default. */
  readonly parts: readonly string[] | undefined;
  /** Of the random numbers of the campaign. */
  readonly seed: number;
}

export const USAGE = `npm run bench -- [mode] [options]

modes
  compare    the checks against other ways of doing them (default)
  activate   activations of new devices
  mixed      90 % checks, 5 % heartbeats, 4 % information, 1 % activations
  lists      every list, search and statistics call at 1 million licenses
  pages      every page of the console that links lead to, with 320,000 licenses and 1,200,000 orders
  scale      checks at 10 thousand, 1 million and 10 million licenses, each with 3 log rows
  soak       checks for ten minutes, with memory and event-loop delay
  two        two processes on the same hundred licenses for a minute
  latency    checks at 25, 50 and 75 % of what the node carries, sent at a constant rate
  workers    checks on a node of one process and on one of two
  known      checks of devices that the node knows, beside those that it reads
  overload   ten times the connections: what is refused, and what that costs the others
  usage      usage of meters on many licenses and on one, beside checks of the same licenses
  grants     checks of licenses with twenty entitlements and five meters, beside checks of plain ones
  signed     validations and heartbeats with a signed answer, beside those without
  sizes      disk, memory, connections, times of a start, lists and a backup at 10 thousand, 1 million and 10 million licenses
  imports    an import of a dump of LicenseBox: seconds and memory by phase
  sales      paid orders that shops send, until the last one is applied
  plugins    checks with a rule of a plug-in that does not apply, or applies, beside those without a plug-in
  relay      a relay: its starts, and its memory at rest and with 2,000 sessions (--licenses)
  campaign   npm run campaign: races, kills, hostile requests, wrong clocks and use of all kinds, for hours; see campaign.md
  shadowing  an API in front of its old server: the cost, compared requests, an old server that misbehaves

options
  --quick            rounds of 2 s on small data, to see whether it works: no figures
  --connections N    48 by default
  --licenses N       100,000 by default; 1 million for lists and imports, 320,000 for pages
  --rounds N         3 by default; every variant is measured once in a round
  --seconds N        8 by default, 30 for overload, 60 for two: the length of a measurement
  --warm-up N        10 by default: seconds before the first round, for each variant
  --minutes N        10 by default: the length of the soak
  --up-to N          10,000,000 by default: where scale and sizes stop
  --requests N       100,000 by default: compared requests of shadowing; 2,000 for sales: their events
  --before FOLDER    for compare, signed, workers and sales: another version of the project, installed there, which is measured too
  --data FOLDER      for pages: keeps the filled database there, and measures it again without filling it
  --share N          for workers, as root on Linux: each process gets this share of one core, such as 0.25, and no more
  --hours N          1 by default: the length of the campaign
  --parts NAME,…     of the campaign: races, kills, hostile, clocks, soak; all by default
  --seed N           of the campaign: the day by default
`;

const DEFAULTS: Partial<Record<Mode, { licenses?: number; seconds?: number; requests?: number }>> = {
  lists: { licenses: 1_000_000 },
  pages: { licenses: 320_000 },
  imports: { licenses: 1_000_000 },
  relay: { licenses: 2_000 },
  sales: { requests: 2_000 },
  two: { seconds: 60 },
  // The start, when all connections are made, is less than a hundredth of the answers.
  overload: { seconds: 30 },
};
const QUICK = {
  licenses: 2_000,
  rounds: 1,
  seconds: 2,
  warmUp: 1,
  minutes: 0.2,
  upTo: 10_000,
  requests: 2_000,
  hours: 0.1,
};

/** @throws for a mode, an option or a number that it does not know, and for help */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      connections: { type: 'string' },
      licenses: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'warm-up': { type: 'string' },
      minutes: { type: 'string' },
      'up-to': { type: 'string' },
      requests: { type: 'string' },
      before: { type: 'string' },
      data: { type: 'string' },
      share: { type: 'string' },
      hours: { type: 'string' },
      parts: { type: 'string' },
      seed: { type: 'string' },
    },
  });
  if (values.help) {
    throw new Error('Measures what this machine carries: docs/performance.md.');
  }
  const mode = modeOf(positionals);
  const defaults = {
    licenses: 100_000,
    rounds: 3,
    seconds: 8,
    warmUp: 10,
    minutes: 10,
    upTo: 10_000_000,
    requests: 100_000,
    hours: 1,
    ...DEFAULTS[mode],
  };
  const usual = values.quick ? { ...defaults, ...QUICK } : defaults;
  return {
    mode,
    quick: values.quick,
    connections: positive('connections', values.connections, 48),
    licenses: positive('licenses', values.licenses, usual.licenses),
    rounds: positive('rounds', values.rounds, usual.rounds),
    seconds: positive('seconds', values.seconds, usual.seconds),
    warmUp: positive('warm-up', values['warm-up'], usual.warmUp),
    minutes: positive('minutes', values.minutes, usual.minutes),
    upTo: positive('up-to', values['up-to'], usual.upTo),
    requests: positive('requests', values.requests, usual.requests),
    before: values.before,
    data: values.data,
    share: values.share === undefined ? undefined : positive('share', values.share, 1),
    hours: positive('hours', values.hours, usual.hours),
    parts: values.parts?.split(','),
    seed: positive('seed', values.seed, Number(new Date().toISOString().slice(0, 10).replaceAll('-', ''))),
  };
}

function modeOf([name = 'compare', ...more]: string[]): Mode {
  const mode = MODES.find((known) => known === name);
  if (mode === undefined || more.length > 0) {
    throw new Error(`Unknown mode: ${[name, ...more].join(' ')}`);
  }
  return mode;
}

function positive(name: string, text: string | undefined, usual: number): number {
  const value = text === undefined ? usual : Number(text);
  if (!(value > 0)) {
    throw new Error(`--${name} must be a positive number`);
  }
  return value;
}
