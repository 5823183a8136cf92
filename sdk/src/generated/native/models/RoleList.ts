/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Role } from './Role';
export type RoleList = {
    /**
     * The fixed roles, then the others by name.
     */
    items: Array<Role>;
};

