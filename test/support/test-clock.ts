import { Clock } from '../../src/common/clock';

/** Runs with the real clock until a test moves it or holds it still. */
export class TestClock extends Clock {
  private offset = 0;
  private held: Date | undefined;

  override now(): Date {
    return this.held ?? new Date(Date.now() + this.offset);
  }

  advance(milliseconds: number): void {
    this.offset += milliseconds;
    this.held = this.held && new Date(this.held.getTime() + milliseconds);
  }

  holdAt(moment: string): void {
    this.held = new Date(moment);
  }

  /** Back to real time. */
  reset(): void {
    this.offset = 0;
    this.held = undefined;
  }
}
