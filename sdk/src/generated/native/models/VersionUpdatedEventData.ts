/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type VersionUpdatedEventData = {
    /**
     * Id.
     */
    id?: string | undefined;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Reference.
     */
    reference?: string | undefined;
    /**
     * Version.
     */
    version?: string | undefined;
    /**
     * Channel.
     */
    channel?: string | undefined;
    /**
     * Summary.
     */
    summary?: string | undefined;
    /**
     * Changelog.
     */
    changelog?: string | undefined;
    /**
     * Metadata.
     */
    metadata?: Record<string, unknown> | undefined;
    /**
     * Released at.
     */
    released_at?: string | undefined;
    /**
     * Is active.
     */
    is_active?: boolean | undefined;
    /**
     * Rollout steps.
     */
    rollout_steps?: Array<Record<string, unknown>> | null | undefined;
    /**
     * Rollout channels.
     */
    rollout_channels?: Array<string> | undefined;
    /**
     * Rollout licenses.
     */
    rollout_licenses?: Array<string> | undefined;
    /**
     * When it was halted; null if it is not halted. ISO 8601.
     */
    halted_at?: string | null | undefined;
    /**
     * Who halted it.
     */
    halted_by?: string | null | undefined;
    /**
     * When it was withdrawn; null if it is not withdrawn. ISO 8601.
     */
    withdrawn_at?: string | null | undefined;
    /**
     * Who withdrew it.
     */
    withdrawn_by?: string | null | undefined;
    /**
     * Stop reason.
     */
    stop_reason?: string | null | undefined;
    /**
     * Is mandatory.
     */
    is_mandatory?: boolean | undefined;
    /**
     * Required entitlements.
     */
    required_entitlements?: Array<string> | undefined;
    /**
     * Download url.
     */
    download_url?: string | null | undefined;
    /**
     * Created at. ISO 8601.
     */
    created_at?: string | undefined;
    change?: EventChange | undefined;
};

