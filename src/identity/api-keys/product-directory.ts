export interface BoundProduct {
  readonly id: number;
  readonly reference: string;
}

/** Looks up the products that API keys can be restricted to. */
export abstract class ProductDirectory {
  /**
   * Throws NotFound for an unknown one.
   * @param id uid or reference
   */
  abstract get(id: string): Promise<BoundProduct>;
}
