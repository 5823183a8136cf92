/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateArtifact = {
    /**
     * Codes of entitlements of the product without which a license is not offered it and cannot download it; none by default.
     */
    required_entitlements?: Array<string> | undefined;
    /**
     * Oldest version of the system that the file runs on, such as `10.15`, or `10.0.19041` of Windows: up to four numbers. Only of a file for one platform; by default any. At most 39 characters.
     */
    min_os_version?: string | null | undefined;
    /**
     * Fields of the metadata that change; null removes one.
     */
    metadata?: Record<string, any> | undefined;
};

