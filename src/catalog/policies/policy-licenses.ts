/** Which licenses have a policy; implemented by the room above that owns licenses. */
export abstract class PolicyLicenses {
  /**
   * SQL condition: a license of any other product has the policy. It is SQL, so that one statement returns all that a key
   * which is bound to a product must not change.
   * @param policyId SQL expression, as is the product's
   */
  abstract areOfOthers(policyId: string, productId: string): string;
}
