/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type ProgramModuleUploadedEventData = {
    /**
     * Product.
     */
    product: string | null;
    /**
     * Name.
     */
    name: string;
    /**
     * Version.
     */
    version: string;
    /**
     * Oldest version of the program that can run the module, such as `3.2.0`; null for any.
     */
    minimum_version: string | null;
    /**
     * Size.
     */
    size: number;
    /**
     * SHA-256 of the code in UTF-8, in lower-case hex.
     */
    sha256: string;
    change?: EventChange | undefined;
};

