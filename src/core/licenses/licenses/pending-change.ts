/** A change with a date that is not made yet. */
export interface PendingChange {
  readonly uid: string;
  /** Name of the operation, such as `extend`. */
  readonly action: string;
  readonly params: object;
  readonly effectiveAt: Date;
}
