type Step = () => Promise<void>;

/** Ends processes and removes folders in reverse order, after success, failure or Ctrl-C; later calls wait for the first. */
export class Cleanup {
  private readonly steps: Step[] = [];
  private running: Promise<void> | undefined;

  add(step: Step): void {
    this.steps.push(step);
  }

  run(): Promise<void> {
    this.running ??= this.runAll();
    return this.running;
  }

  private async runAll(): Promise<void> {
    for (let step = this.steps.pop(); step; step = this.steps.pop()) {
      await step().catch((error: unknown) => console.error(error));
    }
  }
}
