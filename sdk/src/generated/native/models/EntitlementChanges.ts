/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type EntitlementChanges = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Code of the entitlement, unique in its product.
     */
    code?: string | undefined;
    /**
     * Display name of the entitlement.
     */
    name?: string | undefined;
    /**
     * Type of the values that licenses and policies grant.
     */
    type?: string | undefined;
    /**
     * Values of type `choice`; empty for other types.
     */
    choices?: Array<string> | undefined;
    /**
     * When it was created. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

