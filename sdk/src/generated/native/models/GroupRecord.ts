/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type GroupRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Name of the group, unique.
     */
    name: string;
    /**
     * Maximum number of licenses; null is unlimited.
     */
    max_licenses: number | null;
    /**
     * Maximum number of seats of all licenses together; null is unlimited.
     */
    max_activations: number | null;
    /**
     * Maximum number of different users of all licenses together; null is unlimited.
     */
    max_users: number | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

