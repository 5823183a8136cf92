/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type MoveLicenseUser = {
    /**
     * UUID or key of the license to which the user moves. At most 255 characters.
     */
    license: string;
};

