/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationRequest = {
    /**
     * API key of kind external; may be sent in `X-API-Key` instead. At most 255 characters.
     */
    secret_key?: string | undefined;
    /**
     * License key. At most 255 characters.
     */
    license_key?: string | undefined;
    /**
     * Domain of the program; by default, an activation takes the address of the connection. At most 255 characters.
     */
    registered_domain?: string | undefined;
    /**
     * Name of the product in the program, which a check returns. At most 255 characters.
     */
    item_reference?: string | undefined;
};

