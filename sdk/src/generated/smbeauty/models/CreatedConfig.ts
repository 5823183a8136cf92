/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreatedConfig = {
    app_bundle_id: string;
    created_at: string;
};

