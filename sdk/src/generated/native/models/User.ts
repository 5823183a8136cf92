/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type User = {
    /**
     * UUID.
     */
    id: string;
    /**
     * E-mail address; null if none.
     */
    email: string | null;
    /**
     * When the user logged in last; null if never, or not since the server records it. ISO 8601.
     */
    last_login_at: string | null;
    /**
     * When the user was deactivated; null while active. ISO 8601.
     */
    deactivated_at: string | null;
    /**
     * User name, unique.
     */
    username: string;
    /**
     * Name of the role, which determines the user's permissions.
     */
    role: string;
    /**
     * Whether a log-in needs a code of an authenticator app besides the password.
     */
    second_factor: boolean;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
};

