/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateRequest = {
    /**
     * Reference of the product; the product of the license by default. At most 255 characters.
     */
    product_id?: string | null | undefined;
    /**
     * At most 255 characters.
     */
    license_code: string;
    /**
     * Name of the client. Must match, ignoring case, if the license is restricted to a client name. At most 255 characters.
     */
    client_name?: string | null | undefined;
    /**
     * Accepted and ignored: codes are not verified with other services. At most 255 characters.
     */
    verify_type?: string | null | undefined;
};

