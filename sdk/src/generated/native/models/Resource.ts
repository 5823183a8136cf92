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
    /**
     * ISO 8601.
     */
    allocated_at: string | null;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

