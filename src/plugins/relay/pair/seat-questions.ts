import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two questions, each of which all starts share that wait meanwhile. */
const ASK_AGAIN_MS = 200;
/** Milliseconds for which a start waits at most. */
const MAX_WAIT_MS = 500;

/** Lets starts of sessions that find no free seat ask the partner, all together one question at a time. */
export class SeatQuestions {
  private free = 0;
  /** Starts that have not been answered: they may not have taken their seats yet. */
  private starting = 0;
  private waiting = 0;
  private asked: Promise<unknown> = Promise.resolve();
  private next: Promise<unknown> | undefined;

  /** @param ask asks the partner, and notes what is free then; never fails */
  constructor(private readonly ask: () => Promise<unknown>) {}

  /** Starts that wait for the answer. */
  get wanted(): number {
    return this.waiting;
  }

  /** @param free seats that no session has */
  note(free: number): void {
    this.free = free - this.starting;
  }

  /** A start begins: resolves once a seat seems free, the partner has answered, or half a second has passed. */
  async begin(canAsk: boolean): Promise<void> {
    this.starting += 1;
    this.free -= 1;
    if (!canAsk || this.free >= 0) {
      return;
    }
    this.waiting += 1;
    const late = new AbortController();
    await Promise.race([this.question(), pause(MAX_WAIT_MS, undefined, { signal: late.signal })]);
    late.abort();
    this.waiting -= 1;
  }

  /** A start is answered. */
  end(): void {
    this.starting -= 1;
  }

  /** Starts that come while a question is under way share the next one, which knows of them. */
  private question(): Promise<unknown> {
    this.next ??= this.asked.then(() => {
      this.next = undefined;
      const answer = this.ask();
      this.asked = answer.then(() => pause(ASK_AGAIN_MS, undefined, { ref: false }));
      return answer;
    });
    return this.next;
  }
}
