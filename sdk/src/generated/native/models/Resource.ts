/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ResourceStatus } from './ResourceStatus';
export type Resource = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Numeric ID used by the other APIs.
     */
    number: number;
    /**
     * Whether a license has the resource.
     */
    status: ResourceStatus;
    /**
     * License that holds the resource; null for an available one.
     */
    license: string | null;
    /**
     * Key of the license that has the resource; null if none.
     */
    license_key: string | null;
    /**
     * Type of the resource, such as `server`.
     */
    type: string;
    /**
     * Identifier of the resource, unique in its type.
     */
    identifier: string;
    /**
     * When the resource was allocated; null if it is available. ISO 8601.
     */
    allocated_at: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

