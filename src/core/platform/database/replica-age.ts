/** Samples kept, one a second: a replica that is further behind has no known age. */
const MAX_SAMPLES = 300;

interface Sample {
  readonly at: number;
  readonly position: number;
}

/**
 * Dates the data of a replica by its position in the log of the primary. Neither the clocks of the servers nor a primary
 * without changes matter: a replica that has the position of an instant has all that was committed until then.
 */
export class ReplicaAge {
  /** Positions of the primary, the newest last. */
  private readonly samples: Sample[] = [];
  /** Time in milliseconds of which the replica has everything; undefined if that is not known. */
  private completeUntil: number | undefined;

  /** @param position of the primary, in bytes, read after the instant */
  addSample(at: number, position: number): void {
    this.samples.push({ at, position });
    this.samples.splice(0, this.samples.length - MAX_SAMPLES);
  }

  /** @param position of the replica, in bytes */
  reach(position: number): void {
    this.completeUntil = this.samples.findLast((sample) => sample.position <= position)?.at;
  }

  /** Forgets the age: the known position of the replica is no longer valid. */
  forget(): void {
    this.completeUntil = undefined;
  }

  /** Age of the replica's data in milliseconds, at most; Infinity if it is not known. */
  at(now: number): number {
    return this.completeUntil === undefined ? Infinity : now - this.completeUntil;
  }
}
