/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Severity of the alert.
 */
export type AlertSeverity = 'warning' | 'critical';
