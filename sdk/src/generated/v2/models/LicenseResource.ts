/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ResourceStatus } from './ResourceStatus';
export type LicenseResource = {
    /**
     * Number.
     */
    id: number;
    /**
     * Whether a license has the resource.
     */
    status: ResourceStatus;
    /**
     * When the resource was allocated, UTC.
     */
    allocated_at: string | null;
    /**
     * Type of the resource.
     */
    type: string;
    /**
     * Identifier of the resource, unique in its type.
     */
    identifier: string;
};

