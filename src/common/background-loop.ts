/** Runs a task once, and again each time it is woken, one run at a time. */
export class BackgroundLoop {
  private isWoken = true;
  private isStopped = false;
  private resume = (): void => undefined;
  private readonly ended: Promise<void>;

  /** @param onError is called with the error of a failed run. The loop goes on. */
  constructor(
    private readonly task: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {
    this.ended = this.run();
  }

  wake(): void {
    this.isWoken = true;
    this.resume();
  }

  /** Waits for a run that is under way. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.resume();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (!this.isStopped) {
      if (this.isWoken) {
        this.isWoken = false;
        await this.task().catch(this.onError);
      } else {
        await new Promise<void>((resolve) => (this.resume = resolve));
      }
    }
  }
}
