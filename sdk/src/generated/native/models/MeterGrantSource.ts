/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Who gave it.
 */
export type MeterGrantSource = 'policy' | 'order' | 'hand' | 'goodwill';
