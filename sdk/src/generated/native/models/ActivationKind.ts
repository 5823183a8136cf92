/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether a device or a domain is activated.
 */
export type ActivationKind = 'device' | 'domain';
