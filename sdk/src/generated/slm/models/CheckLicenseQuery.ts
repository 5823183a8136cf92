/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CheckLicenseQuery = {
    /**
     * API key of kind external; may be sent in `X-API-Key` instead. At most 255 characters.
     */
    secret_key?: string | undefined;
    /**
     * License key. At most 255 characters.
     */
    license_key?: string | undefined;
};

