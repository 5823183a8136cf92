/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { Artifact } from './Artifact';
export type ArtifactList = {
    /**
     * Files by platform, processor, kind and label; at most 200.
     */
    items: Array<Artifact>;
};

