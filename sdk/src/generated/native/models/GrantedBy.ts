/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Who grants it.
 */
export type GrantedBy = 'policy' | 'license';
