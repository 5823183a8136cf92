/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BeatingLicense = {
    /**
     * State of the license.
     */
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    /**
     * License key in the form `PROGRAN3-YYYY-…`.
     */
    license_key: string;
};

