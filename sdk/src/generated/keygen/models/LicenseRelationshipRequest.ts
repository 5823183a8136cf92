/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseIdentifierRequest } from './LicenseIdentifierRequest';
export type LicenseRelationshipRequest = {
    /**
     * The license.
     */
    data: LicenseIdentifierRequest;
};

