/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseClaims = {
    /**
     * Reference of the product; the product of the license by default. At most 255 characters.
     */
    product_id?: string | null | undefined;
    /**
     * License data returned by the activation. At most 16,384 characters.
     */
    license_data?: string | null | undefined;
    /**
     * Former name of `license_data`. At most 16,384 characters.
     */
    license_file?: string | null | undefined;
    /**
     * License code; used if no license data is sent. At most 255 characters.
     */
    license_code?: string | null | undefined;
    /**
     * At most 255 characters.
     */
    client_name?: string | null | undefined;
};

