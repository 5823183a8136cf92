/** Number of waiting items from which a batch runs beside another one. */
export const LARGE_BATCH = 16;

/** A check has two stages: its license is read, then its log row is written. */
export type Stage = 'read' | 'write';

/** Items of a stage that wait for its next batch. */
interface Waiting {
  readonly waitingItems: number;
}

/**
 * Lets small batches of both stages run one after another. Beginning a statement takes Node and PostgreSQL as long as about ten further
 * items of it: while few requests arrive, two statements at a time take more of the processors and are not earlier.
 */
export class BatchTurns {
  private readonly stages = new Map<Stage, Waiting>();
  private readonly resumes: (() => void)[] = [];
  private running = 0;

  set(stage: Stage, waiting: Waiting): void {
    this.stages.set(stage, waiting);
  }

  /** Resolves when the stage may run a batch; `end` must follow. */
  async begin(stage: Stage): Promise<void> {
    while (!this.mayRun(stage)) {
      await new Promise<void>((resolve) => this.resumes.push(resolve));
    }
    this.running += 1;
  }

  end(): void {
    this.running -= 1;
    this.reconsider();
  }

  /** Called when the next batch of a stage has become large. */
  reconsider(): void {
    this.resumes.splice(0).forEach((resume) => resume());
  }

  /** Answers go out before further requests are read. */
  private mayRun(stage: Stage): boolean {
    const isAlone = this.running === 0 && (stage === 'write' || this.waitingItems('write') === 0);
    return isAlone || this.waitingItems(stage) >= LARGE_BATCH;
  }

  private waitingItems(stage: Stage): number {
    return this.stages.get(stage)?.waitingItems ?? 0;
  }
}
