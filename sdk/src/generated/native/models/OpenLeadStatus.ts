/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Status, `new` by default. A lead becomes `converted` when it is converted into a customer.
 */
export type OpenLeadStatus = 'new' | 'contacted' | 'qualified' | 'lost';
