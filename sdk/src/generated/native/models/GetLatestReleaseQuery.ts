/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type GetLatestReleaseQuery = {
    /**
     * Release channel of the app. It gets versions of this channel and of more stable ones: `stable`, `rc`, `beta`, `alpha`, then channels of any other name. At most 255 characters.
     */
    channel?: string | undefined;
};

