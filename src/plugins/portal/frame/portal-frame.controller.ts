import { Body, Get, Header, Post, Req, Res } from '@nestjs/common';
import { IsIn, IsString } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RateLimited } from '../../../core/common';
import { setTheme, type Theme, THEMES } from '../../../pages/frame/theme';
import { localPath } from '../../../pages/kit/local-path';
import { SeeOther } from '../../../pages/kit/page';
import { PAGE_LANGUAGES, setLanguage } from '../../../core/i18n';
import { PortalBrandService } from './portal-brand.service';
import { PortalController } from './portal-controller.decorator';
import { PORTAL_PATH } from './portal.dialect';
import { vendorColors } from './vendor-colors';

class PortalLanguageDto {
  @IsIn(PAGE_LANGUAGES)
  language!: string;

  /** Path of the page to open then; the sign-in by default. */
  @IsString()
  next: string = '';
}

class PortalThemeDto {
  @IsIn(THEMES)
  theme!: Theme;

  /** Path of the page to open then; the sign-in by default. */
  @IsString()
  next: string = '';
}

/** The vendor's colors, and the language and the theme of a browser. */
@PortalController('portal')
export class PortalFrameController {
  constructor(private readonly brands: PortalBrandService) {}

  @Get('colors.css')
  @RateLimited()
  @Header('content-type', 'text/css; charset=utf-8')
  @Header('cache-control', 'public, max-age=3600')
  getColors(): string {
    const colors = vendorColors(this.brands.brand.color);
    return `:root {
--accent: ${colors.accent};
--accent-hover: ${colors.hover};
--accent-text: light-dark(${colors.text}, ${colors.textOnDark});
--accent-soft: light-dark(${colors.soft}, ${colors.softOnDark});
--focus: light-dark(${colors.accent}, ${colors.textOnDark});
}
`;
  }

  @Post('language')
  @RateLimited()
  savePortalLanguage(
    @Body() { language, next }: PortalLanguageDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    setLanguage(request, reply, language);
    return new SeeOther(localPath(next) ?? PORTAL_PATH);
  }

  @Post('theme')
  @RateLimited()
  savePortalTheme(
    @Body() { theme, next }: PortalThemeDto,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): SeeOther {
    setTheme(request, reply, theme);
    return new SeeOther(localPath(next) ?? PORTAL_PATH);
  }
}
