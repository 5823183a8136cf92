/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementType } from './EntitlementType';
export type CatalogEntitlement = {
    /**
     * Display name of the entitlement. At most 255 characters.
     */
    name: string;
    /**
     * Type of the values: `flag` is true or false, `choice` is one of `choices`. Granted entitlements keep their type.
     */
    type: EntitlementType;
    /**
     * Values of type `choice`, 1 to 100; refused for other types. A granted entitlement keeps the choices that it has.
     */
    choices?: Array<string> | undefined;
    /**
     * Code of the entitlement, unique in its product. At most 64 characters.
     */
    code: string;
    /**
     * Name that the object had before. A server that has an object of that name, and none of the new one, renames it; otherwise it has no effect, so that it can stay in the catalog. At most 255 characters.
     */
    renamed_from?: string | undefined;
};

