/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationResult = {
    success: boolean;
    /**
     * Null is unlimited.
     */
    max_users: number | null;
    /**
     * Null is never.
     */
    valid_until: string | null;
    activation_id: string;
    features: Array<string>;
};

