/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
export type UpdateResource = {
    /**
     * Kind of resource, one line of free text. Case-sensitive. At most 255 characters.
     */
    type?: string | undefined;
    /**
     * Identifier, unique among the resources of its type, one line. Case-sensitive. At most 255 characters.
     */
    identifier?: string | undefined;
};

