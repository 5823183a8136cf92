export interface BoundProduct {
  readonly id: number;
  readonly reference: string;
}

/** Looks up the products that API keys can be restricted to. */
export abstract class ProductDirectory {
  /**
   * Those that exist, by the names that were asked for.
   * @param ids uids or references
   */
  abstract named(ids: readonly string[]): Promise<ReadonlyMap<string, BoundProduct>>;

  /** Those that exist. */
  abstract getNumbered(ids: readonly number[]): Promise<readonly BoundProduct[]>;
}
