import { until } from './until';

const CLIENTS = 4;
/** Checks before and after each restart. */
const CHECKS = 20;
/** After these, the programs give up. */
const MOST_TROUBLES = 20;

export type Ask = (method: 'GET' | 'POST', path: string, body?: object) => Promise<{ status: number; text: string }>;

/** Programs that check their license at HAProxy, without pause. */
export class CheckLoad {
  private answered = 0;
  private isOver = false;
  /** Answers that are not right, and checks without one. */
  private readonly troubles: string[] = [];
  private readonly clients: Promise<unknown>;

  /** @param check the body of a check that is always right */
  constructor(
    private readonly ask: Ask,
    private readonly check: object,
  ) {
    this.clients = Promise.all(Array.from({ length: CLIENTS }, () => this.run()));
  }

  async more(): Promise<void> {
    const wanted = this.answered + CHECKS;
    const isDone = (): boolean => this.answered >= wanted || this.troubles.length >= MOST_TROUBLES;
    await until(`${CHECKS} more checks are answered`, isDone, { limitMs: 60_000 });
  }

  async stop(): Promise<readonly string[]> {
    this.isOver = true;
    await this.clients;
    return this.troubles;
  }

  private async run(): Promise<void> {
    // HAProxy needs two good answers before it uses a node.
    await until(
      'HAProxy serves',
      async () => (await this.ask('GET', '/health').catch(() => undefined))?.status === 200,
    );
    while (!this.isOver && this.troubles.length < MOST_TROUBLES) {
      const answer = await this.ask('POST', '/api/v1/validate', this.check).catch((error: unknown) => String(error));
      const isRight = typeof answer === 'object' && answer.status === 200 && answer.text.includes('"valid":true');
      this.answered += 1;
      this.troubles.push(...(isRight ? [] : [JSON.stringify(answer)]));
    }
  }
}
