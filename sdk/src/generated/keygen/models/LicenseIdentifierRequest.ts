/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LicenseIdentifierRequest = {
    /**
     * Always `licenses`.
     */
    type: 'license' | 'licenses';
    /**
     * ID of the license of the request.
     */
    id: string;
};

