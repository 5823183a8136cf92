/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type RelayReport = {
    /**
     * ID of the report.
     */
    id: string;
    /**
     * ID of the relay.
     */
    relay_id: string;
    /**
     * Number of the report, from 1.
     */
    seq: number;
    /**
     * Use in the time of the report: sessions, activations, meters, features, versions, devices and days; users and hosts with their hours, if the operator lets the report name or hash them.
     */
    usage: Record<string, unknown>;
    /**
     * Whether only the numbers of its code are known.
     */
    is_code: boolean;
    /**
     * Start of the time of the report. ISO 8601.
     */
    from: string;
    /**
     * End of the time of the report. ISO 8601.
     */
    to: string;
    /**
     * When the report was received. ISO 8601.
     */
    received_at: string;
};

