/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ResourceStatus } from './ResourceStatus';
export type LicenseResource = {
    id: number;
    status: ResourceStatus;
    allocated_at: string | null;
    type: string;
    identifier: string;
};

