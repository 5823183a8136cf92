import { Clock } from '../../src/common/clock';

type Task = () => Promise<void>;

/** Runs with the real clock until a test moves it or holds it still. What is done again and again is done when it moves. */
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

  /** Back to real time. */
  reset(): void {
    this.offset = 0;
    this.held = undefined;
    this.tick();
  }

  /** What was due when the clock was moved is done. */
  async settled(): Promise<void> {
    await this.underWay;
  }

  private tick(): void {
    this.underWay = Promise.all(Array.from(this.tasks, (task) => task()));
  }
}
