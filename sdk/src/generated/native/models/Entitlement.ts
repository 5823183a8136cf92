/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EntitlementType } from './EntitlementType';
export type Entitlement = {
    type: EntitlementType;
    code: string;
    name: string;
    /**
     * Values of type `choice`; empty for other types.
     */
    choices: Array<string>;
    /**
     * ISO 8601.
     */
    created_at: string;
    /**
     * ISO 8601.
     */
    updated_at: string;
};

