/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ResourceStatus } from './ResourceStatus';
export type Resource = {
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    status: ResourceStatus;
    /**
     * License that holds the resource; null for an available one.
     */
    license: string | null;
    license_key: string | null;
    type: string;
    identifier: string;
    allocated_at: string | null;
    created_at: string;
    updated_at: string;
};

