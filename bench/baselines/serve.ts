/** Settings of a baseline's process, from the benchmark. */
export const DATABASE_URL = process.env.BENCH_DATABASE_URL ?? '';

/** As many connections as Keyward's pool has. */
export const POOL_SIZE = 20;

/** The benchmark waits for this line. */
export function announce(url: string): void {
  process.stdout.write(`listening at ${url}\n`);
}

/** The process ends at once: the benchmark stops it between measurements only. */
process.on('SIGTERM', () => process.exit(0));
