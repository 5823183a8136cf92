import type { ErrorRows } from '../../common/errors/catalogue';

export const ARTIFACT_ERRORS = {
  ARTIFACT_NOT_FOUND: { of: 'NOT_FOUND', message: 'File of this version not found', path: 'artifacts' },
  ARTIFACT_EXISTS: {
    kind: 'conflict',
    message: 'The version has a file for this platform, architecture, kind and label already',
    when: 'A version is given a second file for the same platform, architecture, kind, label and, for a delta, version.',
    remedy: 'Delete the other file first, or name a `label`.',
  },
  TOO_MANY_ARTIFACTS: {
    kind: 'conflict',
    message: 'The version has the most files it may have, 200',
    when: 'A version is given more than 200 files.',
    remedy: 'Delete files that nobody needs.',
  },
  SIGNATURE_INVALID: {
    kind: 'unprocessable',
    message: "The signature does not match the file and the product's public key",
    when: 'A file is uploaded with a signature that was made of another file, or with another key.',
    remedy: 'Sign the file with the key whose public part the product has, and upload both.',
  },
  SIGNATURE_KEY_MISSING: {
    of: 'VALIDATION_ERROR',
    kind: 'unprocessable',
    message: 'The product has no public key that could verify the signature',
  },
  SIGNATURE_UNREADABLE: { of: 'VALIDATION_ERROR', message: 'The signature has another format' },
  DELTA_WITHOUT_VERSION: {
    of: 'VALIDATION_ERROR',
    message: 'from_version is for the kind delta, which needs it',
  },
  SYSTEM_WITHOUT_PLATFORM: {
    of: 'VALIDATION_ERROR',
    message: 'min_os_version is for a file of one platform',
  },
} as const satisfies ErrorRows;

declare module '../../common/errors/catalogue' {
  interface ModuleErrors extends Readonly<typeof ARTIFACT_ERRORS> {}
}
