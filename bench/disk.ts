import { closeSync, fdatasyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from './figures';

/** Size of a page of the write-ahead log. */
const PAGE = Buffer.alloc(8_192, 1);
const PAGES = 2_048;
const SYNCS = 500;
const BETWEEN_MS = 2;

/** Milliseconds that the disk of a folder takes to store a page of the write-ahead log: a check waits for it. */
export async function syncTimes(folder: string): Promise<{ readonly p50: number; readonly p99: number }> {
  const path = join(folder, 'sync-times');
  const file = openSync(path, 'w');
  try {
    // As PostgreSQL writes into segments that it has filled before.
    writeSync(file, Buffer.alloc(PAGE.length * PAGES));
    fdatasyncSync(file);
    const times: number[] = [];
    for (let index = 0; index < SYNCS; index++) {
      const begun = performance.now();
      writeSync(file, PAGE, 0, PAGE.length, (index % PAGES) * PAGE.length);
      fdatasyncSync(file);
      times.push(performance.now() - begun);
      await pause(BETWEEN_MS);
    }
    const sorted = times.sort((a, b) => a - b);
    return { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) };
  } finally {
    closeSync(file);
    rmSync(path);
  }
}
