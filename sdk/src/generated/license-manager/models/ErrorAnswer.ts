/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorAnswer = {
    /**
     * Always false.
     */
    status: boolean;
    /**
     * External API only.
     */
    is_active?: boolean | undefined;
    /**
     * Error messages by field.
     */
    errors?: Record<string, Array<string>> | undefined;
    /**
     * Set if the license has reached its activation limit.
     */
    status_code?: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES' | undefined;
    /**
     * Always null.
     */
    lic_response?: string | null | undefined;
    /**
     * Always null.
     */
    data?: Record<string, unknown> | null | undefined;
    /**
     * Error in words, for a person.
     */
    message: string;
};

