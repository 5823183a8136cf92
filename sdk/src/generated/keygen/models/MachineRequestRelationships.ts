/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LicenseRelationshipRequest } from './LicenseRelationshipRequest';
export type MachineRequestRelationships = {
    /**
     * The license of the machine.
     */
    license: LicenseRelationshipRequest;
};

