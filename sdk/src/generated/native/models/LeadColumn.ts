/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LeadColumn = 'name' | 'type' | 'status' | 'city' | 'website' | 'address' | 'notes' | 'contact_name' | 'contact_position' | 'contact_emails' | 'contact_phones';
