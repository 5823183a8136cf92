/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseSample = {
    /**
     * E-mail address or name of the customer; null if there is none.
     */
    customer: string | null;
    /**
     * Name of the recognized policy; null for the policy of the product.
     */
    policy: string | null;
    /**
     * Maximum number of devices; null is unlimited.
     */
    max_activations: number | null;
    /**
     * End of the license; null if it never expires. ISO 8601.
     */
    expires_at: string | null;
    /**
     * Last characters of the license key, after dots.
     */
    key: string;
    /**
     * Reference of the product.
     */
    product: string;
    /**
     * The first of its devices and domains, up to three.
     */
    devices: Array<string>;
};

