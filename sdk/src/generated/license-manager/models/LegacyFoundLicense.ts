/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyFoundLicense = {
    /**
     * Type of the license, as it was set; null if none.
     */
    license_type: string | null;
    /**
     * Name of the client; null if none.
     */
    client_name: string | null;
    /**
     * E-mail address of the client; null if none.
     */
    client_email: string | null;
    /**
     * Reference of the product.
     */
    product_id: string;
    /**
     * License code.
     */
    license_code: string;
};

