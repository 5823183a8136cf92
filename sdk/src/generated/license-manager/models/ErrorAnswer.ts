/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ErrorAnswer = {
    status: boolean;
    /**
     * In the external API.
     */
    is_active?: boolean | undefined;
    /**
     * What is wrong, by field.
     */
    errors?: Record<string, Array<string>> | undefined;
    /**
     * Where every installation that the license allows is in use.
     */
    status_code?: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES' | undefined;
    lic_response?: string | null | undefined;
    data?: Record<string, any> | null | undefined;
    message: string;
};

