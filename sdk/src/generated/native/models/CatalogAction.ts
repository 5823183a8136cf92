/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
/**
 * Action for the object.
 */
export type CatalogAction = 'create' | 'update' | 'delete';
