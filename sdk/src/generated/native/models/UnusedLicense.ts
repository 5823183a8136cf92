/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UnusedLicense = {
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * Name or e-mail address of the customer; null without one.
     */
    customer: string | null;
    /**
     * When the license was issued. ISO 8601.
     */
    created_at: string;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Reference of the product.
     */
    product: string;
};

