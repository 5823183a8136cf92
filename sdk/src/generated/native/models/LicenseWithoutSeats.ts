/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseWithoutSeats = {
    /**
     * UUID of the license.
     */
    license: string;
    /**
     * Name or e-mail address of the customer; null without one.
     */
    customer: string | null;
    /**
     * Seats of the license.
     */
    max_activations: number;
    /**
     * Seats that are taken now.
     */
    devices: number;
    /**
     * License key.
     */
    license_key: string;
    /**
     * Reference of the product.
     */
    product: string;
};

