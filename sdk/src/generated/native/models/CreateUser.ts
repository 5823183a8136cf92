/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Role } from './Role';
export type CreateUser = {
    /**
     * Login name, 1 to 255 characters without white space. Case-insensitive and unique, also among deactivated users.
     */
    username: string;
    /**
     * At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * 8 to 200 characters.
     */
    password: string;
    /**
     * `owner` has full access; `admin` cannot manage owners or change settings; `support` can read and deactivate devices; `viewer` can only read.
     */
    role: Role;
};

