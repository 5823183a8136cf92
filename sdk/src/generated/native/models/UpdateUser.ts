/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Role } from './Role';
export type UpdateUser = {
    /**
     * At most 255 characters.
     */
    email?: string | null | undefined;
    /**
     * 8 to 200 characters.
     */
    password?: string | undefined;
    role?: Role | undefined;
};

