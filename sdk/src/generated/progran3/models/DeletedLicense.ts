/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeletedId } from './DeletedId';
export type DeletedLicense = {
    success: boolean;
    data: DeletedId;
    message: string;
};

