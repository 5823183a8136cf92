/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ResourceChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Type of the resource, such as `server`.
     */
    type?: string | undefined;
    /**
     * Identifier of the resource, unique in its type.
     */
    identifier?: string | undefined;
    /**
     * Whether a license has the resource.
     */
    status?: string | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

