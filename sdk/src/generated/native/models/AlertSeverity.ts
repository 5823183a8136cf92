/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * How urgent the alert is.
 */
export type AlertSeverity = 'warning' | 'critical';
