import { Clock } from '../../src/common/clock';

type Task = () => Promise<void>;

/** Runs with the real clock until a test moves or stops it. Periodic work runs when it moves. */
export class TestClock extends Clock {
  private offset = 0;
  private held: Date | undefined;
  private readonly tasks = new Set<Task>();
  private underWay: Promise<unknown> = Promise.resolve();

  override now(): Date {
    return this.held ?? new Date(Date.now() + this.offset);
  }

  override every(_milliseconds: number, task: Task): () => void {
    this.tasks.add(task);
    return () => this.tasks.delete(task);
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
    this.held = this.held && new Date(this.held.getTime() + milliseconds);
    this.tick();
  }

  holdAt(moment: string): void {
    this.held = new Date(moment);
    this.tick();
  }

  /** Returns to real time. */
  reset(): void {
    this.offset = 0;
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
