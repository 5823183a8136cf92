/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Role = {
    /**
     * References of the products whose data the role sees and changes; null for all products.
     */
    products: Array<string> | null;
    /**
     * Number of users that have the role, deactivated ones included.
     */
    users: number;
    /**
     * When it was created; null for a fixed role. ISO 8601.
     */
    created_at: string | null;
    /**
     * UUID; the name of a fixed role.
     */
    id: string;
    /**
     * Name, which users have as their `role`.
     */
    name: string;
    /**
     * Whether it is `owner`, `admin`, `support` or `viewer`, which cannot be changed.
     */
    fixed: boolean;
    /**
     * Permissions. Every role also has those of the user's own sessions.
     */
    permissions: Array<string>;
};

