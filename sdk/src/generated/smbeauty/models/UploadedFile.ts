/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UploadedFile = {
    /**
     * Size of the file in bytes.
     */
    size: number;
    /**
     * Name under which apps download the file.
     */
    filename: string;
    /**
     * When the file was uploaded, UTC.
     */
    uploaded_at: string;
};

