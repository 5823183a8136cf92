/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type EntitlementAttributes = {
    /**
     * Always empty.
     */
    metadata: Record<string, unknown>;
    /**
     * When it was created. ISO 8601.
     */
    created: string;
    /**
     * When it was last changed. ISO 8601.
     */
    updated: string;
    /**
     * Name of the entitlement.
     */
    name: string;
    /**
     * Its code.
     */
    code: string;
};

