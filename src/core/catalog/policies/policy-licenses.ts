/** Which licenses have a policy; implemented by the room above that owns licenses. */
export abstract class PolicyLicenses {
  /**
   * SQL condition: a license of any other product has the policy. It is SQL, so that one statement returns all that a key
   * which is restricted to products must not change.
   * @param policyId SQL expression, as is the array of products
   */
  abstract areOfOthers(policyId: string, productIds: string): string;
}
