/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type EntitlementRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Code of the entitlement, unique in its product.
     */
    code: string;
    /**
     * Display name of the entitlement.
     */
    name: string;
    /**
     * Type of the values that licenses and policies grant.
     */
    type: string;
    /**
     * Values of type `choice`; empty for other types.
     */
    choices: Array<string>;
    /**
     * When it was created. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

