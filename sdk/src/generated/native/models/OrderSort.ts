/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type OrderSort = 'created_at' | '-created_at' | 'updated_at' | '-updated_at';
