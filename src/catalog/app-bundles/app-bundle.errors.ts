import { DomainError } from '../../common/errors/domain-error';

export class AppBundleNotFound extends DomainError {
  readonly code = 'APP_BUNDLE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('App bundle not found');
  }
}

export class AppBundleDisabled extends DomainError {
  readonly code = 'APP_BUNDLE_DISABLED';
  readonly kind = 'refused';

  constructor() {
    super('This app bundle is disabled');
  }
}

export class LicenseFileNotFound extends DomainError {
  readonly code = 'LICENSE_FILE_NOT_FOUND';
  readonly kind = 'not-found';

  constructor() {
    super('No license file has been uploaded for this app bundle');
  }
}

export class InvalidLicenseFile extends DomainError {
  readonly code = 'NO_LICENSE_FILE';
  readonly kind = 'invalid';

  constructor() {
    super('A license file must not be empty, and its name must end in .lic');
  }
}
