/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type DownloadReleaseArtifactQuery = {
    /**
     * Release channel of the app; that of the version by default. At most 255 characters.
     */
    channel?: string | undefined;
};

