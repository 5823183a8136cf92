/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { LeadActivityType } from './LeadActivityType';
export type LeadActivity = {
    id: string;
    type: LeadActivityType;
    text: string;
    /**
     * When it happened. ISO 8601.
     */
    at: string;
    /**
     * ISO 8601.
     */
    created_at: string;
};

