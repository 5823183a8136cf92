/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
export type ProductVersionRecord = {
    /**
     * Id.
     */
    id: string;
    /**
     * Product.
     */
    product: string | null;
    /**
     * Reference.
     */
    reference: string;
    /**
     * Version.
     */
    version: string;
    /**
     * Channel.
     */
    channel: string;
    /**
     * Summary.
     */
    summary: string;
    /**
     * Changelog.
     */
    changelog: string;
    /**
     * Metadata.
     */
    metadata: Record<string, unknown>;
    /**
     * Released at.
     */
    released_at: string;
    /**
     * Is active.
     */
    is_active: boolean;
    /**
     * Rollout steps.
     */
    rollout_steps: Array<Record<string, unknown>> | null;
    /**
     * Rollout channels.
     */
    rollout_channels: Array<string>;
    /**
     * Rollout licenses.
     */
    rollout_licenses: Array<string>;
    /**
     * When it was halted; null if it is not halted. ISO 8601.
     */
    halted_at: string | null;
    /**
     * Who halted it.
     */
    halted_by: string | null;
    /**
     * When it was withdrawn; null if it is not withdrawn. ISO 8601.
     */
    withdrawn_at: string | null;
    /**
     * Who withdrew it.
     */
    withdrawn_by: string | null;
    /**
     * Stop reason.
     */
    stop_reason: string | null;
    /**
     * Is mandatory.
     */
    is_mandatory: boolean;
    /**
     * Required entitlements.
     */
    required_entitlements: Array<string>;
    /**
     * Download url.
     */
    download_url: string | null;
    /**
     * Created at. ISO 8601.
     */
    created_at: string;
    change?: EventChange | undefined;
};

