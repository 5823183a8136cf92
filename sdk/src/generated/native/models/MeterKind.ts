/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Whether usage is consumed, such as exports, or held and returned, such as open projects.
 */
export type MeterKind = 'consumed' | 'held';
