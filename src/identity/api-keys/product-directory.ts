export interface BoundProduct {
  readonly id: number;
  readonly reference: string;
}

/** The products that keys can be bound to, which the catalog keeps. */
export abstract class ProductDirectory {
  /** Throws NotFound for an unknown reference. */
  abstract getByReference(reference: string): Promise<BoundProduct>;
}
