/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { EventChange } from './EventChange';
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
    change?: EventChange | undefined;
};

