/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementType } from './EntitlementType';
export type Entitlement = {
    /**
     * Type of the values that licenses and policies grant.
     */
    type: EntitlementType;
    /**
     * Code of the entitlement, unique in its product.
     */
    code: string;
    /**
     * Display name of the entitlement.
     */
    name: string;
    /**
     * Values of type `choice`; empty for other types.
     */
    choices: Array<string>;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated_at: string;
};

