/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseClaims = {
    /**
     * Reference of the product. Left out: the product of the license.
     */
    product_id?: string | null;
    /**
     * What the activation answered.
     */
    license_data?: string | null;
    /**
     * The same by its older name.
     */
    license_file?: string | null;
    /**
     * Where there is no license data.
     */
    license_code?: string | null;
    client_name?: string | null;
};

