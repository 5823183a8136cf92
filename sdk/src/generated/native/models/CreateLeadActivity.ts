/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadActivityType } from './LeadActivityType';
export type CreateLeadActivity = {
    /**
     * Kind of contact with the lead.
     */
    type: LeadActivityType;
    /**
     * Description of the contact. At most 2,000 characters.
     */
    text?: string | undefined;
    /**
     * When it happened, at most a day in the future; now by default. A date alone is its first second in `TIME_ZONE`. ISO 8601.
     */
    at?: string | null | undefined;
};

