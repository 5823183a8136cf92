/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ValidationScope = {
    /**
     * UUID or reference of the product. At most 255 characters.
     */
    product?: string | undefined;
    /**
     * UUID or name of the policy. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * User of the program: an e-mail address or an external ID. At most 255 characters.
     */
    user?: string | null | undefined;
    /**
     * ID of the machine. At most 255 characters.
     */
    machine?: string | undefined;
    /**
     * Fingerprint of the machine. At most 512 characters.
     */
    fingerprint?: string | undefined;
    /**
     * Fingerprints of the machine, of which any is enough.
     */
    fingerprints?: Array<string> | undefined;
    /**
     * Codes of entitlements that the license must have.
     */
    entitlements?: Array<string> | undefined;
    /**
     * Version of the program. At most 255 characters.
     */
    version?: string | undefined;
    /**
     * Not supported: a request with it is refused.
     */
    components?: Array<string> | undefined;
    /**
     * SHA-256, in hex, of a file of an active version of the product. At most 255 characters.
     */
    checksum?: string | undefined;
};

