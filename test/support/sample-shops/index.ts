import { gumroad } from './gumroad';
import { lemonSqueezy } from './lemon-squeezy';
import { paddle } from './paddle';
import { polar } from './polar';
import type { SampleShop } from './sample-shop';
import { wooCommerce } from './woocommerce';

export const SAMPLE_SHOPS: readonly SampleShop[] = [paddle, lemonSqueezy, gumroad, wooCommerce, polar];
