/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseIdentifierRequestType } from './LicenseIdentifierRequestType';
export type LicenseIdentifierRequest = {
    /**
     * Always `licenses`.
     */
    type: LicenseIdentifierRequestType;
    /**
     * ID of the license of the request.
     */
    id: string;
};

