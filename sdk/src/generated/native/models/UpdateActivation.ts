/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateActivation = {
    /**
     * Display name of the device; null clears it. At most 255 characters.
     */
    name?: string | null | undefined;
    /**
     * Fields of the metadata that change; null removes one.
     */
    metadata?: Record<string, any> | undefined;
};

