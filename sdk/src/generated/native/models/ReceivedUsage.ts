/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { RelayReportGap } from './RelayReportGap';
export type ReceivedUsage = {
    /**
     * ID of the relay.
     */
    relay_id: string;
    /**
     * Reports of the relay that are missing.
     */
    gaps: Array<RelayReportGap>;
    /**
     * Use in the time of the report: sessions, activations, meters, features, versions, devices and days; users and hosts with their hours, if the operator lets the report name or hash them.
     */
    usage: Record<string, unknown>;
    /**
     * Start of the time of the report. ISO 8601.
     */
    from: string;
    /**
     * End of the time of the report. ISO 8601.
     */
    to: string;
};

