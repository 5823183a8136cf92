/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    /**
     * Reference of the product. Left out: the product of the license.
     */
    product_id?: string | null | undefined;
    /**
     * Compared, in any case of letters, where the license names a client.
     */
    client_name?: string | null | undefined;
    /**
     * Accepted and not looked at: no code is verified elsewhere.
     */
    verify_type?: string | null | undefined;
    license_code: string;
};

