/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Only of a license: whether the policy grants it, or the license itself.
 */
export type GrantedBy = 'policy' | 'license';
