/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdatedConfig = {
    app_bundle_id: string;
    updated_at: string;
};

