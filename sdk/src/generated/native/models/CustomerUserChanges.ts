/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type CustomerUserChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * Customer id.
     */
    customer_id?: string | null | undefined;
    /**
     * E-mail address.
     */
    email?: string | undefined;
    /**
     * Display name of the person; null if unknown.
     */
    name?: string | null | undefined;
    /**
     * `admin`: sees all licenses of the company and names its users. `user`: sees the licenses that name the person.
     */
    role?: string | undefined;
    /**
     * When the person was added. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

