import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { HeaderAPIKeyStrategy } from 'passport-headerapikey';
import { API_KEY_HEADER } from '../auth/access.guard';
import type { Caller } from '../auth/caller';
import { ApiKeys } from './api-keys.service';

@Injectable()
export class ApiKeyStrategy extends PassportStrategy(HeaderAPIKeyStrategy) {
  constructor(private readonly apiKeys: ApiKeys) {
    super({ header: API_KEY_HEADER, prefix: '' }, false);
  }

  async validate(value: string): Promise<Caller | false> {
    const apiKey = await this.apiKeys.authenticate(value);
    return apiKey ? { type: 'api-key', apiKey } : false;
  }
}
