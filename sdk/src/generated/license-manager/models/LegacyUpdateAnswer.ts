/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type LegacyUpdateAnswer = {
    version: string | null;
    release_date: string | null;
    summary: string | null;
    changelog: string | null;
    update_id: string | null;
    has_sql: boolean | null;
    status: boolean;
    message: string;
};

