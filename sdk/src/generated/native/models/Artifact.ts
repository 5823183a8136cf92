/* generated using openapi-typescript-codegen -- do not edit */
/* istanbul ignore file */
/* tslint:disable */
/* eslint-disable */
import type { ArtifactKind } from './ArtifactKind';
export type Artifact = {
    /**
     * UUID.
     */
    id: string;
    /**
     * Platform: `any`, `windows`, `darwin`, `linux`, `linux-musl`, `freebsd`, `android`, `ios`, or a name of your own.
     */
    platform: string;
    /**
     * Processor: `any`, `universal`, `x64`, `arm64`, `ia32`, `armv7l`, `riscv64`, `ppc64le`, `s390x`, or a name of your own.
     */
    arch: string;
    /**
     * Kind of the file.
     */
    kind: ArtifactKind;
    /**
     * Tells files of one platform, processor and kind apart; empty for the one without.
     */
    label: string;
    /**
     * The version that a delta changes into this one.
     */
    from_version: string | null;
    /**
     * Oldest version of the system that the file runs on; null for any.
     */
    min_os_version: string | null;
    /**
     * Entitlements without which a license does not get it; empty for none.
     */
    required_entitlements: Array<string>;
    /**
     * Size in bytes.
     */
    size: number;
    /**
     * SHA-256 of the file, in lower-case hex.
     */
    sha256: string;
    /**
     * SHA-512 of the file, in lower-case hex; null if unknown.
     */
    sha512: string | null;
    /**
     * Sparkle's signature, in base64.
     */
    ed25519_signature: string | null;
    /**
     * Tauri's signature, in base64.
     */
    minisign_signature: string | null;
    /**
     * Address of a file outside; null for an uploaded file.
     */
    url: string | null;
    /**
     * Custom vendor data, of which apps read the object `public` with the file.
     */
    metadata: Record<string, unknown>;
    /**
     * Name of the file.
     */
    name: string;
    /**
     * When it was added. ISO 8601.
     */
    created_at: string;
};

