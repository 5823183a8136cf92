import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Public } from '../../common/access/authorized.decorator';
import { Clock } from '../../common/clock';
import { NotShadowed } from '../../common/dialects/not-shadowed.decorator';
import { problem } from '../../common/errors/domain-error';
import { publicAddress } from '../../common/http/base-url';
import { RateLimited } from '../../common/limits/route-limits';
import { Settings } from '../config/settings';
import { SettingValuesService } from '../settings/setting-values.service';
import { securityTxt } from './security-txt';
import { SECURITY_CONTACTS, SECURITY_LANGUAGES, SECURITY_POLICY } from './security-txt.settings';

const PATH = '.well-known/security.txt';

/** The operator's contact for reports of vulnerabilities, excluded from the OpenAPI document. */
@ApiExcludeController()
@Controller(PATH)
@Public()
@RateLimited()
@NotShadowed()
export class SecurityTxtController {
  constructor(
    private readonly values: SettingValuesService,
    private readonly settings: Settings,
    private readonly clock: Clock,
  ) {}

  @Get()
  @Header('content-type', 'text/plain; charset=utf-8')
  readSecurityTxt(): string {
    const contacts = this.values.get(SECURITY_CONTACTS);
    if (contacts.length === 0) {
      throw problem('NOT_FOUND');
    }
    const { PUBLIC_URL } = this.settings;
    return securityTxt(
      {
        contacts,
        languages: this.values.get(SECURITY_LANGUAGES),
        canonical: PUBLIC_URL === undefined ? undefined : publicAddress(PUBLIC_URL, `/${PATH}`),
        policy: this.values.get(SECURITY_POLICY),
      },
      this.clock.now(),
    );
  }
}
