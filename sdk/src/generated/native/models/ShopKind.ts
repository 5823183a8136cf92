/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the shop.
 */
export type ShopKind = 'stripe' | 'paddle' | 'lemon_squeezy' | 'gumroad' | 'woocommerce' | 'polar' | 'creem' | 'dodo' | 'fastspring' | 'envato' | 'generic';
