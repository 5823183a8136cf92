/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of contact with the lead.
 */
export type LeadActivityType = 'call' | 'email' | 'meeting' | 'note';
