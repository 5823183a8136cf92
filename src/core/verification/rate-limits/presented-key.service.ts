import { Injectable } from '@nestjs/common';
import { problem } from '../../common/errors/domain-error';
import { currentRequest } from '../../common/http/request-context';
import type { ReceivedRequest } from '../../common/http/received-request';
import { UnauthenticatedLimitService } from '../../common/limits/unauthenticated-limit.service';
import { API_KEY_HEADER } from '../../identity/access/access.guard';
import type { ApiKey } from '../../identity/api-keys/api-key.entity';
import { AuthenticateApiKeyService } from '../../identity/api-keys/authenticate-api-key.service';

/** Recognizes the API key of a call that needs none if it names a license. */
@Injectable()
export class PresentedKeyService {
  constructor(
    private readonly apiKeys: AuthenticateApiKeyService,
    private readonly failures: UnauthenticatedLimitService,
  ) {}

  /** Throws without a key, and for one that is not valid here. */
  async find(request: ReceivedRequest): Promise<ApiKey> {
    const value = request.headers[API_KEY_HEADER.toLowerCase()];
    if (typeof value !== 'string' || value === '') {
      throw problem('RATE_HOLDER_MISSING');
    }
    const address = currentRequest()?.address ?? null;
    const apiKey = await this.failures.identify(request, value, () => this.apiKeys.authenticate(value, address));
    if (!apiKey) {
      throw problem('INVALID_API_KEY');
    }
    return apiKey;
  }
}
