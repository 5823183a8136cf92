/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RolePermission } from './RolePermission';
export type UpdateRole = {
    /**
     * Permissions, of which the caller must have each.
     */
    permissions?: Array<RolePermission> | undefined;
    /**
     * UUIDs or references of the products whose data the role sees and changes; null for all products. 1 to 50 items.
     */
    products?: Array<string> | null | undefined;
    /**
     * New name; users keep the role. At most 64 characters.
     */
    name?: string | undefined;
};

