/** Which licenses customers have; implemented by the room above that owns licenses. */
export abstract class CustomerLicenses {
  /**
   * SQL condition: the customer has a license of one of the products. It is SQL, so that customers are filtered in the statement
   * that lists them, before they are paged.
   * @param customerId SQL expression, as are all that conditions are made of
   * @param productIds by default, any product
   */
  abstract areOfProducts(customerId: string, productIds?: string): string;

  /** Whether the customer has a license of any other product. */
  abstract areOfOthers(customerId: number, productIds: readonly number[]): Promise<boolean>;

  /** Number of licenses of each customer, up to a limit. */
  abstract counts(customerIds: readonly number[], limit: number): Promise<ReadonlyMap<number, number>>;

  /** Moves all licenses of customers to another customer. */
  abstract reassign(from: readonly number[], to: number): Promise<void>;
}
