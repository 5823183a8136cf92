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
     * License code. At most 255 characters.
     */
    license_code: string;
    /**
     * Name of the client. Must match, ignoring case, if the license is restricted to a client name. At most 255 characters.
     */
    client_name?: string | null | undefined;
    /**
     * With `envato`, a license code that is not found is verified as a purchase code with the connected Envato shop, which issues its
     * license. All other values are ignored. At most 255 characters.
     */
    verify_type?: string | null | undefined;
};

