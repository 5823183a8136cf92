import { LONGEST_MS } from '../http/check-options';

/** Calls `run` once after a delay in milliseconds, unless the returned function is called before. */
export type SetTimer = (run: () => void, delay: number) => () => void;

/** Does not keep the program running. */
export const setUnrefTimer: SetTimer = (run, delay) => {
  const timer = setTimeout(run, delay);
  if (isUnrefable(timer)) {
    timer.unref();
  }
  return () => clearTimeout(timer);
};

/** A timer that can be set anew, until it is stopped. */
export class WakeTimer {
  #cancel: () => void = () => undefined;
  #isStopped = false;

  constructor(
    private readonly setTimer: SetTimer,
    private readonly wake: () => void,
  ) {}

  set(delay: number): void {
    this.#cancel();
    if (!this.#isStopped) {
      this.#cancel = this.setTimer(this.wake, delay);
    }
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }
}

/** In browsers, a timer is a number. */
function isUnrefable(timer: unknown): timer is { unref(): void } {
  return typeof timer === 'object' && timer !== null && 'unref' in timer;
}

/** Waits until the work has ended, also if it failed, but no longer than some milliseconds. Returns whether it has ended. */
export async function endedWithin(milliseconds: number, work: Promise<unknown>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const timeout = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), Math.min(milliseconds, LONGEST_MS));
  });
  const hasEnded = (): boolean => true;
  try {
    return await Promise.race([work.then(hasEnded, hasEnded), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
