/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type SessionFeatureCode = 'FEATURE_EXHAUSTED' | 'FEATURE_NOT_GRANTED';
