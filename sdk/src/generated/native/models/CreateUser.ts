/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Role } from './Role';
export type CreateUser = {
    /**
     * By which the user logs in. Unique, in any case, also among users who are gone.
     */
    username: string;
    email?: string | null | undefined;
    password: string;
    /**
     * `owner` may do all; `admin` all but what concerns owners and settings; `support` reads and frees seats, but takes none; `viewer` reads.
     */
    role: Role;
};

