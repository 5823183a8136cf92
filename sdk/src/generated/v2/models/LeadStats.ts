/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeadStats = {
    /**
     * Number of leads.
     */
    total_institutions: number;
    /**
     * Number of contacts of all leads.
     */
    total_contacts: number;
    /**
     * Activities of the last 30 days.
     */
    recent_activities: number;
    /**
     * Institutions by type: the 99 most frequent types, all others as `other`.
     */
    by_type: Record<string, number>;
    /**
     * Converted institutions in percent, with one decimal.
     */
    conversion_rate: number;
};

