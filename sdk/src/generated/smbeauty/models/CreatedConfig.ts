/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type CreatedConfig = {
    /**
     * Bundle ID of the app.
     */
    app_bundle_id: string;
    /**
     * When it was created, UTC.
     */
    created_at: string;
};

