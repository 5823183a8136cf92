/** Versions and files that require entitlements; implemented by the room of versions. */
export abstract class EntitlementRequirements {
  /** Whether a version of the product or a file of one requires the entitlement. */
  abstract include(productId: number, code: string): Promise<boolean>;

  /** In the transaction that gives the entitlement another code. */
  abstract followRename(productId: number, code: string, newCode: string): Promise<void>;
}
