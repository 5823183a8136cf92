/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyActivationAnswer = {
    data: string | null;
    /**
     * To be kept by the program; null where `status` is false.
     */
    lic_response: string | null;
    /**
     * Where every installation that the license allows is in use.
     */
    status_code?: 'ACTIVATED_MAXIMUM_ALLOWED_PRODUCT_INSTANCES' | undefined;
    status: boolean;
    message: string;
};

