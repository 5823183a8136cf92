/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdatedConfig = {
    /**
     * Bundle ID of the app.
     */
    app_bundle_id: string;
    /**
     * When it was last changed, UTC.
     */
    updated_at: string;
};

