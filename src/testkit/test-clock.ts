import { Clock } from '../core/common/clock';

type Task = () => Promise<void>;

/** Runs with the real clock until a test moves or stops it. Periodic work runs when it moves. */
export class TestClock extends Clock {
  private offset = 0;
  private error = 0;
  private held: Date | undefined;
  private readonly tasks = new Set<Task>();
  private underWay: Promise<unknown> = Promise.resolve();

  override now(): Date {
    return this.held ?? new Date(super.now().getTime() + this.offset);
  }

  override machine(): Date {
    return new Date(Date.now() + this.error);
  }

  override every(_milliseconds: number, task: Task): () => void {
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }

  /** Moves the time of the whole installation, that of the database included. */
  advance(milliseconds: number): void {
    this.offset += milliseconds;
    this.held = this.held && new Date(this.held.getTime() + milliseconds);
    this.tick();
  }

  /** Stops: what is kept for a time, as an API key is, is read with the next request, and not again. */
  hold(): void {
    this.holdAt(this.now().toISOString());
  }

  holdAt(moment: string): void {
    this.held = new Date(moment);
    this.tick();
  }

  /** Sets the clock of this machine wrong, but not that of the database. */
  misset(milliseconds: number): void {
    this.error = milliseconds;
    this.tick();
  }

  /** Returns to real time. */
  reset(): void {
    this.offset = 0;
    this.error = 0;
    this.held = undefined;
    this.tick();
  }

  /** Resolves when all work that became due has run. */
  async settled(): Promise<void> {
    await this.underWay;
  }

  private tick(): void {
    this.underWay = Promise.all(Array.from(this.tasks, (task) => task()));
  }
}
