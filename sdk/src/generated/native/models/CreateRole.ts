/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RolePermission } from './RolePermission';
export type CreateRole = {
    /**
     * Name, unique without regard to case; not `owner`, `admin`, `support` or `viewer`. At most 64 characters.
     */
    name: string;
    /**
     * Permissions, of which the caller must have each.
     */
    permissions: Array<RolePermission>;
    /**
     * UUIDs or references of the products whose data the role sees and changes; null for all products. 1 to 50 items.
     */
    products?: Array<string> | null | undefined;
};

