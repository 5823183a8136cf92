/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UploadedFile } from './UploadedFile';
export type UploadedFileAnswer = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * Result in Chinese, for a person.
     */
    message: string;
    /**
     * The result.
     */
    data: UploadedFile;
};

