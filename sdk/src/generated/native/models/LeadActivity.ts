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
     * When it happened.
     */
    at: string;
    created_at: string;
};

