/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { FullLicenseType } from './FullLicenseType';
export type ConvertTrial = {
    /**
     * UUID or name of the policy of the full license; by default, the product's own. At most 255 characters.
     */
    policy?: string | undefined;
    /**
     * Type of the full license; `perpetual` by default.
     */
    type?: FullLicenseType | undefined;
    /**
     * UUID, reference or e-mail address of the customer of the full license; by default, the license keeps its own. At most 255 characters.
     */
    customer_id?: string | undefined;
    /**
     * Expiration date of the full license; by default, it follows from the term of the policy. A date alone is its last second in `TIME_ZONE`. ISO 8601.
     */
    expires_at?: string | undefined;
};

