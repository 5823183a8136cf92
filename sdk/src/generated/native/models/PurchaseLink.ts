/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type PurchaseLink = {
    /**
     * Signed text for a checkout, of letters, digits, `-`, `_` and `.`: Stripe takes it as `client_reference_id` or in `metadata.keyward`, other shops in the field `keyward` of their metadata, custom data or address. At most 200 characters.
     */
    reference: string;
    /**
     * Address of a checkout that carries the reference; null if no mapping of the product, at the shop, has a `checkout_url`.
     */
    url: string | null;
    /**
     * When the link ends. ISO 8601.
     */
    expires_at: string;
};

