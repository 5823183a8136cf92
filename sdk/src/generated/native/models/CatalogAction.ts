/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * What happens to the object.
 */
export type CatalogAction = 'create' | 'update' | 'delete';
