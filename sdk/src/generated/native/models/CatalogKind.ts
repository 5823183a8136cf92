/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Kind of the object.
 */
export type CatalogKind = 'product' | 'entitlement' | 'meter' | 'credit' | 'policy' | 'webhook' | 'mail_template' | 'role';
