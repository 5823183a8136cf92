/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RegisteredDomain = {
    /**
     * Number of the activation.
     */
    id: string;
    /**
     * Number of the license.
     */
    lic_key_id: string;
    /**
     * License key.
     */
    lic_key: string;
    /**
     * Domain as the program sent it.
     */
    registered_domain: string;
    /**
     * Name of the product in the program; empty if it sent none.
     */
    item_reference: string;
};

