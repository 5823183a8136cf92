/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type ListLicensesSort = 'created_at' | 'updated_at' | 'expires_at';
