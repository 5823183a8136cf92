/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeadActivityRecord = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Kind of contact with the lead.
     */
    type: string;
    /**
     * Description of the contact.
     */
    text: string;
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * When the activity was recorded. ISO 8601.
     */
    created_at: string;
    /**
     * Lead.
     */
    lead: string;
    /**
     * Why the change was made, and the order or ticket behind it; missing if neither was given.
     */
    change?: {
        /**
         * Why the change was made.
         */
        reason: string | null;
        /**
         * Order or ticket behind the change.
         */
        reference: string | null;
    } | undefined;
};

