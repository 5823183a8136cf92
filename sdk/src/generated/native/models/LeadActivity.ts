/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadActivityType } from './LeadActivityType';
export type LeadActivity = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Kind of contact with the lead.
     */
    type: LeadActivityType;
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
};

