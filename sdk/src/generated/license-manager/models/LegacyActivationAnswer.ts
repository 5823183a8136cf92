/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyActivationAnswer = {
    /**
     * The result.
     */
    data: string | null;
    /**
     * License data, which the program stores; null if `status` is false.
     */
    lic_response: string | null;
    /**
     * Set if the license has reached its activation limit.
     */
    status_code?: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES' | undefined;
    /**
     * Whether the call succeeded.
     */
    status: boolean;
    /**
     * Result in words, for a person.
     */
    message: string;
};

