/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ResourceRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Type of the resource, such as `server`.
     */
    type: string;
    /**
     * Identifier of the resource, unique in its type.
     */
    identifier: string;
    /**
     * Whether a license has the resource.
     */
    status: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

