import { importedFacts, numberFact, textFact } from '../../kit/imported-facts';

/** Facts of a license that the shop has given. */
export interface EddFacts {
  /** Number of the payment; 0 without one. */
  readonly paymentId: number;
  /** Number of the price variant, by which plugins tell tiers apart; false without variants. */
  readonly priceId: string | false;
  /** It stands for the licenses of the products in a bundle. */
  readonly isBundle: boolean;
}

/** In the metadata of a license that was imported. */
export function eddFacts(metadata: object | undefined): EddFacts {
  const { payment_id, price_id, is_bundle } = importedFacts(metadata, 'edd');
  return {
    paymentId: numberFact(payment_id) ?? 0,
    priceId: textFact(price_id) ?? false,
    isBundle: is_bundle === true,
  };
}
