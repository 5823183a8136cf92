export interface BoundProduct {
  readonly id: number;
  readonly reference: string;
}

/** Looks up the products that API keys can be restricted to. */
export abstract class ProductDirectory {
  /** Throws NotFound for an unknown reference. */
  abstract getByReference(reference: string): Promise<BoundProduct>;
}
