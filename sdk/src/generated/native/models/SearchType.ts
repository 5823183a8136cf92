/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SearchType = 'customer' | 'license' | 'device' | 'resource' | 'lead' | 'product' | 'group' | 'trial' | 'order';
