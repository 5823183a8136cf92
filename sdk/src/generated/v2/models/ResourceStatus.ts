/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether a license has the resource.
 */
export type ResourceStatus = 'available' | 'allocated';
