import { creem } from './creem';
import { dodo } from './dodo';
import { fastSpring } from './fastspring';
import { generic } from './generic';
import { gumroad } from './gumroad';
import { lemonSqueezy } from './lemon-squeezy';
import { paddle } from './paddle';
import { polar } from './polar';
import type { SampleShop } from '../../testkit/sample-shop';
import { stripe } from './stripe';
import { wooCommerce } from './woocommerce';

/** All but Envato, which has no subscriptions. */
export const SAMPLE_SHOPS: readonly SampleShop[] = [
  ...[stripe, paddle, lemonSqueezy, gumroad, wooCommerce],
  ...[polar, creem, dodo, fastSpring, generic],
];

/** Whether a full refund is one of the sale: the shop does not name the payment that it pays back. */
export const paysBackSale = ({ kind }: SampleShop): boolean => kind === 'generic';
