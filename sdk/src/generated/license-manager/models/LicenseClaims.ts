/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseClaims = {
    /**
     * Reference of the product. Left out: the product of the license.
     */
    product_id?: string | null | undefined;
    /**
     * What the activation answered.
     */
    license_data?: string | null | undefined;
    /**
     * The same by its older name.
     */
    license_file?: string | null | undefined;
    /**
     * Where there is no license data.
     */
    license_code?: string | null | undefined;
    client_name?: string | null | undefined;
};

