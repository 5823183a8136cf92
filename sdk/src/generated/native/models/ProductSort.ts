/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ProductSort = 'created_at' | '-created_at' | 'updated_at' | '-updated_at' | 'name' | '-name' | 'reference' | '-reference';
