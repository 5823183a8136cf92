/** Licenses of purchases that buyers prove with a code of the shop. The plug-in that knows shops provides it. */
export abstract class Purchases {
  /** Key of the license with this key, or of the license that the purchase with this code has given. */
  abstract knownKey(shopKind: 'envato', code: string): Promise<string | null>;

  /** Whether there is a shop that can be asked for this code. */
  abstract canAsk(shopKind: 'envato', code: string): Promise<boolean>;

  /**
   * Asks the shops for the purchase with this code, and gives its license as for every other sale. Null if no shop knows the code,
   * or its item gives no license.
   * @throws PURCHASE_UNVERIFIED
   */
  abstract ask(shopKind: 'envato', code: string): Promise<string | null>;
}
