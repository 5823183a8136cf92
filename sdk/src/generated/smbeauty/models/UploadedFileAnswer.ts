/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { UploadedFile } from './UploadedFile';
export type UploadedFileAnswer = {
    success: boolean;
    message: string;
    data: UploadedFile;
};

