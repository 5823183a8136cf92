/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type UserChanges = {
    /**
     * UUID.
     */
    id?: string | undefined;
    /**
     * User name, unique.
     */
    username?: string | undefined;
    /**
     * E-mail address; null if none.
     */
    email?: string | null | undefined;
    /**
     * Has password.
     */
    has_password?: boolean | undefined;
    /**
     * Name of the role, which determines the user's permissions.
     */
    role?: string | undefined;
    /**
     * When the user was deactivated; null while active. ISO 8601.
     */
    deactivated_at?: string | null | undefined;
    /**
     * Second factor since. ISO 8601.
     */
    second_factor_since?: string | null | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

