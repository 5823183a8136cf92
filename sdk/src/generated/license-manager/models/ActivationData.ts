/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationData = {
    /**
     * Last day of the license; null if it never expires.
     */
    expires_at: string | null;
    /**
     * Last day of updates; null if they never end.
     */
    updates_until: string | null;
    /**
     * Last day of support; null if it never ends.
     */
    support_until: string | null;
    /**
     * License data, identical to `lic_response`.
     */
    license_data: string;
};

