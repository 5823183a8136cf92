/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetShadowAgreementQuery = {
    /**
     * First day in UTC, such as `2026-11-01`. By default, the last 7 days.
     */
    since?: string | undefined;
};

