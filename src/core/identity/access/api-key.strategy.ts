import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import { API_KEY_HEADER } from './access.guard';
import { currentRequest } from '../../common/http/request-context';
import type { Caller } from '../permissions/caller';
import { AuthenticateApiKeyService } from '../api-keys/authenticate-api-key.service';

@Injectable()
export class ApiKeyStrategy extends PassportStrategy(HeaderAPIKeyStrategy) {
  constructor(private readonly apiKeys: AuthenticateApiKeyService) {
    super({ header: API_KEY_HEADER, prefix: '' }, false);
  }

  async validate(value: string): Promise<Caller | false> {
    const apiKey = await this.apiKeys.authenticate(value, currentRequest()?.address ?? null);
    return apiKey ? { type: 'api-key', apiKey } : false;
  }
}
