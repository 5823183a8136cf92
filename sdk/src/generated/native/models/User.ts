/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Role } from './Role';
export type User = {
    id: string;
    email: string | null;
    role: Role;
    username: string;
    /**
     * ISO 8601.
     */
    created_at: string;
};

