/** When the user of a program was active last, if the program tells. */
export class IdleClock {
  #activeAt: number | undefined;

  constructor(private readonly now: () => number) {}

  note(): void {
    this.#activeAt = this.now();
  }

  /** Seconds since the last activity; undefined if none was told. */
  get seconds(): number | undefined {
    return this.#activeAt === undefined ? undefined : Math.max(0, Math.floor((this.now() - this.#activeAt) / 1000));
  }
}
