/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { DeletedId } from './DeletedId';
export type DeletedLicense = {
    /**
     * Always true: failures are errors.
     */
    success: boolean;
    /**
     * The result.
     */
    data: DeletedId;
    /**
     * Result in words, for a person.
     */
    message: string;
};

