/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Role } from './Role';
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
     * Role, which determines the user's permissions.
     */
    role: Role;
    /**
     * User name, unique.
     */
    username: string;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
};

