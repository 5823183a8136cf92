/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
/**
 * Data of the event.
 */
export type VersionFileAddedEventData = {
    /**
     * Product.
     */
    product: string | null;
    /**
     * Reference.
     */
    reference: string;
    /**
     * Platform.
     */
    platform: string | null;
    /**
     * Processor; null if the file is for any.
     */
    arch: string | null;
    /**
     * Kind.
     */
    kind: string;
    /**
     * Tells files of one platform and kind apart; empty without one.
     */
    label: string;
    /**
     * Metadata.
     */
    metadata: Record<string, unknown>;
    /**
     * File.
     */
    file: string;
    /**
     * Size.
     */
    size: number;
    /**
     * SHA-256 of the file, in lower-case hex; null for a file outside.
     */
    sha256: string | null;
    /**
     * Min os version.
     */
    min_os_version: string | null;
    /**
     * Required entitlements.
     */
    required_entitlements: Array<string> | null;
    /**
     * Updated at. ISO 8601.
     */
    updated_at?: string | undefined;
    change?: EventChange | undefined;
};

