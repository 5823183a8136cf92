import { setTimeout as pause } from 'node:timers/promises';

const PAUSE_MS = 5;

interface Patience {
  readonly limitMs?: number;
  /** Between two looks: longer if they delay what is waited for. */
  readonly pauseMs?: number;
}

/** Polls a condition that has no event, and fails with its description after a timeout. */
export async function until(
  what: string,
  isSo: () => boolean | Promise<boolean>,
  { limitMs = 120_000, pauseMs = PAUSE_MS }: Patience = {},
): Promise<void> {
  if (typeof isSo !== 'function') {
    throw new TypeError('until(what, isSo): what is waited for in words, then a function');
  }
  const deadline = performance.now() + limitMs;
  while (!(await isSo())) {
    if (performance.now() > deadline) {
      throw new Error(`Waited ${limitMs / 1000} seconds in vain: ${what}`);
    }
    await pause(pauseMs);
  }
}
