/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Progress of the lead.
 */
export type LeadStatus = 'new' | 'contacted' | 'qualified' | 'converted' | 'lost';
