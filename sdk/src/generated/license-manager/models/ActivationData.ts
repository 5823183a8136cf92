/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ActivationData = {
    expires_at: string | null;
    updates_until: string | null;
    support_until: string | null;
    /**
     * License data, identical to `lic_response`.
     */
    license_data: string;
};

