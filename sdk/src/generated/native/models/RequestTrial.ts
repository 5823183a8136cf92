/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RequestTrial = {
    /**
     * Reference of the product. At most 255 characters.
     */
    product: string;
    /**
     * Device identifier: a string of 1 to 512 characters without blanks around it, or an object of at most 4 KB that is reduced to its SHA-256 (RFC 8785). Values that name no device, such as `undefined`, zeros or `To be filled by O.E.M.`, are refused.
     */
    hardware_id: (string | Record<string, any>);
    /**
     * E-mail of the person who asks; compared without case. Required if the trial policy says so. At most 255 characters.
     */
    email?: string | undefined;
    /**
     * Domain on which the app runs. Required if the trial policy says so. At most 255 characters.
     */
    domain?: string | undefined;
    /**
     * Display name of the device; empty by default. At most 255 characters.
     */
    machine_name?: string | undefined;
    /**
     * Version of the app. At most 255 characters.
     */
    app_version?: string | undefined;
};

