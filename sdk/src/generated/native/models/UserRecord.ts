/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type UserRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * User name, unique.
     */
    username: string;
    /**
     * E-mail address; null if none.
     */
    email: string | null;
    /**
     * Has password.
     */
    has_password: boolean;
    /**
     * Name of the role, which determines the user's permissions.
     */
    role: string;
    /**
     * When the user was deactivated; null while active. ISO 8601.
     */
    deactivated_at: string | null;
    /**
     * Second factor since. ISO 8601.
     */
    second_factor_since: string | null;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

