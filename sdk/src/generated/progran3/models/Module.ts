/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type Module = {
    /**
     * Seconds for which the plugin keeps the module.
     */
    cache_ttl: number;
    /**
     * Always empty.
     */
    metadata: Record<string, unknown>;
    /**
     * Name of the module.
     */
    name: string;
    /**
     * Version of the module.
     */
    version: string;
    /**
     * JavaScript that the plugin runs.
     */
    code: string;
    /**
     * SHA-256 of the code in UTF-8, in lower-case hex.
     */
    signature: string;
};

