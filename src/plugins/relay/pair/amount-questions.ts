import { setTimeout as pause } from 'node:timers/promises';

/** Milliseconds between two questions, each of which all calls share that wait meanwhile. */
const ASK_AGAIN_MS = 200;
/** Milliseconds for which a call waits at most. */
const MAX_WAIT_MS = 500;

/** Lets calls that find no free seat, or too little of a meter, ask the partner, all together one question at a time. */
export class AmountQuestions {
  private free = 0;
  /** Amount of the calls that have not been answered: they may not have taken it yet. */
  private unanswered = 0;
  private waiting = 0;
  private asked: Promise<unknown> = Promise.resolve();
  private next: Promise<unknown> | undefined;

  /** @param ask asks the partner, and notes what is free then; never fails */
  constructor(private readonly ask: () => Promise<unknown>) {}

  /** Amount of the calls that wait for the answer. */
  get wanted(): number {
    return this.waiting;
  }

  /** Amount of the calls that are not answered. */
  get open(): number {
    return this.unanswered;
  }

  /** @param free amount that nobody has taken */
  note(free: number): void {
    this.free = free - this.unanswered;
  }

  /** A call begins: resolves once enough seems free, the partner has answered, or half a second has passed. */
  async begin(canAsk: boolean, amount = 1): Promise<void> {
    this.unanswered += amount;
    this.free -= amount;
    if (!canAsk || this.free >= 0) {
      return;
    }
    this.waiting += amount;
    const late = new AbortController();
    await Promise.race([this.question(), pause(MAX_WAIT_MS, undefined, { signal: late.signal })]);
    late.abort();
    this.waiting -= amount;
  }

  /** A call is answered. */
  end(amount = 1): void {
    this.unanswered -= amount;
  }

  /** Calls that come while a question is under way share the next one, which knows of them. */
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
