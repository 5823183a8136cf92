/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ActivationAnswerError } from './ActivationAnswerError';
import type { ActivationAnswerLicense } from './ActivationAnswerLicense';
export type ActivationAnswer = {
    /**
     * Expiration time in the time zone of the installation, or `lifetime`. After a deactivation, in seconds since 1970.
     */
    expires?: (string | number) | undefined;
    /**
     * Number of the payment, if the license was imported with one; else 0.
     */
    payment_id?: number | undefined;
    /**
     * Name of the customer; empty without one.
     */
    customer_name?: string | undefined;
    /**
     * E-mail of the customer; empty without one.
     */
    customer_email?: string | undefined;
    /**
     * Number of the price variant, if the license was imported with one; else false.
     */
    price_id?: (string | boolean) | undefined;
    /**
     * Maximum number of sites; 0 is unlimited.
     */
    license_limit?: number | undefined;
    /**
     * Number of active sites.
     */
    site_count?: number | undefined;
    /**
     * Number of sites that can still be activated, or `unlimited`.
     */
    activations_left?: (number | string) | undefined;
    /**
     * Number of the product that was sent, or false.
     */
    item_id: (number | boolean);
    /**
     * Name of the product, as sent or as found; empty without one.
     */
    item_name: string;
    /**
     * MD5 checksum of the request.
     */
    checksum: string;
    /**
     * Whether the license is active at the site.
     */
    license: ActivationAnswerLicense;
    /**
     * Reason why the site is not active.
     */
    error?: ActivationAnswerError | undefined;
    /**
     * Number of active sites, if no further one can be activated.
     */
    max_sites?: number | undefined;
    /**
     * The site takes none of the activations.
     */
    is_local?: boolean | undefined;
    /**
     * Whether the call did what it names; of a check, whether the license exists.
     */
    success: boolean;
};

