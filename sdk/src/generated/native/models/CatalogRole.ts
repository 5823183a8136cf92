/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RolePermission } from './RolePermission';
export type CatalogRole = {
    /**
     * Name, unique without regard to case; not `owner`, `admin`, `support` or `viewer`. At most 64 characters.
     */
    name: string;
    /**
     * Permissions, of which the caller must have each.
     */
    permissions: Array<RolePermission>;
    /**
     * Name that the object had before. A server that has an object of that name, and none of the new one, renames it; otherwise it has no effect, so that it can stay in the catalog. At most 255 characters.
     */
    renamed_from?: string | undefined;
    /**
     * References of the products whose data the role sees and changes; null for all products, an empty list for none. At most 50 items.
     */
    products?: Array<string> | null | undefined;
};

