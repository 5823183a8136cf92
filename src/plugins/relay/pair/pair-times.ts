/** Leases that have to pass before the share of a silent relay is taken: what clocks that run at different rates differ. */
export const PATIENCE = 1.25;

/** When partner and witness were last heard, in seconds of a clock that is never set. Lost at each start. */
export class PairTimes {
  private heardAt: number | undefined;
  private byPartner = -Infinity;
  private byWitness = -Infinity;
  private toldPartner = -Infinity;
  private toldWitness = -Infinity;

  constructor(private readonly startedAt: number) {}

  /** When the partner was last heard; undefined if not since the start. */
  get partnerHeardAt(): number | undefined {
    return this.heardAt;
  }

  /** A message of the partner is answered: nobody asks for its share until it has lost the right that the answer gives. */
  hear(now: number): void {
    this.heardAt = now;
  }

  /** @param sentAt when the message was sent that the partner has answered */
  confirm(sentAt: number, lease: number): void {
    this.byPartner = Math.max(this.byPartner, sentAt + lease);
    this.toldPartner = Math.max(this.toldPartner, sentAt);
  }

  /** @param lease 0 if the witness lets the relay not serve */
  confirmByWitness(sentAt: number, lease: number): void {
    this.byWitness = Math.max(this.byWitness, sentAt + lease);
    this.toldWitness = Math.max(this.toldWitness, sentAt);
  }

  /** Whether a message that was sent then or later was received. */
  wasTold(since: number, countsWitness: boolean): boolean {
    return this.toldPartner >= since || (countsWitness && this.toldWitness >= since);
  }

  /** Contacts before do not count any more. */
  forget(): void {
    this.byPartner = -Infinity;
    this.byWitness = -Infinity;
  }

  hasContact(now: number, countsWitness: boolean): boolean {
    return now < this.byPartner || (countsWitness && now < this.byWitness);
  }

  /** When the partner cannot serve any more by the contacts of this relay. */
  silentAt(lease: number): number {
    return Math.max(this.startedAt, this.heardAt ?? -Infinity) + lease * PATIENCE;
  }

  /** Seconds since the wait of a take-over began, which begins again at each start. */
  waited(from: number | undefined, now: number): number {
    return now - (from ?? this.startedAt);
  }
}
