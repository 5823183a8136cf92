/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivateLicense = {
    /**
     * Version of the program. It is refused outside the policy's range of versions, and if it was released after `updates_until`.
     */
    app_version?: string | undefined;
    /**
     * Reference of the calling product.
     */
    product?: string | undefined;
    /**
     * Expected client name of the license.
     */
    client_name?: string | undefined;
    /**
     * Domain on which the program runs.
     */
    domain?: string | undefined;
    /**
     * Device identifier: a string of 1 to 512 characters, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785).
     */
    hardware_id: (string | Record<string, any>);
    machine_name?: string | undefined;
    license_key: string;
    /**
     * ID returned by the activation.
     */
    activation_id?: string | undefined;
};

