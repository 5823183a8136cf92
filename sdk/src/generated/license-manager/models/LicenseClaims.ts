/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseClaims = {
    /**
     * Reference of the product; the product of the license by default.
     */
    product_id?: string | null | undefined;
    /**
     * License data returned by the activation.
     */
    license_data?: string | null | undefined;
    /**
     * Former name of `license_data`.
     */
    license_file?: string | null | undefined;
    /**
     * License code; used if no license data is sent.
     */
    license_code?: string | null | undefined;
    client_name?: string | null | undefined;
};

