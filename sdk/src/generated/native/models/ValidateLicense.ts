/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ValidateLicense = {
    /**
     * Reference of the product that the program is.
     */
    product?: string | undefined;
    /**
     * Whose license the program believes it to be.
     */
    client_name?: string | undefined;
    /**
     * Domain on which the program runs.
     */
    domain?: string | undefined;
    /**
     * What the device is known by: a text of at most 512 characters, or an object of at most 4 KB, whose SHA-256 (RFC 8785) it becomes.
     */
    hardware_id?: (string | Record<string, any>) | undefined;
    /**
     * How many people use the program now.
     */
    current_users?: number | undefined;
    /**
     * Comes back in the answer.
     */
    nonce?: string | undefined;
    license_key: string;
    /**
     * As the activation answered it.
     */
    activation_id?: string | undefined;
    /**
     * Version of the program.
     */
    app_version?: string | undefined;
};

