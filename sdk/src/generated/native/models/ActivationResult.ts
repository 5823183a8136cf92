/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationResult = {
    success: boolean;
    /**
     * Maximum number of users; null is unlimited.
     */
    max_users: number | null;
    /**
     * Expiration date; null never expires. ISO 8601.
     */
    valid_until: string | null;
    activation_id: string;
    features: Array<string>;
};

