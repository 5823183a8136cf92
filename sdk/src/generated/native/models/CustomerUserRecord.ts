/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type CustomerUserRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Customer id.
     */
    customer_id: string | null;
    /**
     * E-mail address.
     */
    email: string;
    /**
     * Display name of the person; null if unknown.
     */
    name: string | null;
    /**
     * `admin`: sees all licenses of the company and names its users. `user`: sees the licenses that name the person.
     */
    role: string;
    /**
     * When the person was added. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

