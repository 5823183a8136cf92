/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type GroupChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Name of the group, unique.
     */
    name?: string | undefined;
    /**
     * Maximum number of licenses; null is unlimited.
     */
    max_licenses?: number | null | undefined;
    /**
     * Maximum number of seats of all licenses together; null is unlimited.
     */
    max_activations?: number | null | undefined;
    /**
     * Maximum number of different users of all licenses together; null is unlimited.
     */
    max_users?: number | null | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

