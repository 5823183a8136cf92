/** The result of trying a target out that settings name. */
export interface TriedTarget {
  /** Such as an address or a folder. */
  readonly name: string;
  readonly tookMs: number;
  /** Why it cannot be used; undefined if it can. */
  readonly failure: string | undefined;
}
