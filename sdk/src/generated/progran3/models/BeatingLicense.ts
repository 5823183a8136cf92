/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type BeatingLicense = {
    status: 'generated' | 'activated' | 'active' | 'expired' | 'revoked';
    license_key: string;
};

