import { applyDecorators, type CanActivate, Controller, Injectable, UseGuards, UseInterceptors } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Dialect, problem, Public, TakesForms } from '../../../core/common';
import { pagesRenderedBy } from '../../../pages/frame/page-interceptor';
import { SendOnceInterceptor } from '../../../pages/kit/send-once.interceptor';
import { PortalBrandService } from './portal-brand.service';
import { PORTAL_PAGES } from './portal.dialect';
import { renderPortalPage } from './render-portal-page';

const PortalPages = pagesRenderedBy(renderPortalPage);

/** A controller of the portal: its handlers take forms and return a `Page` or a `SeeOther`. Not found while the portal is off. */
export function PortalController(path: string): ClassDecorator {
  return applyDecorators(
    Controller(path),
    Dialect(PORTAL_PAGES),
    TakesForms(),
    ApiExcludeController(),
    // Whoever is signed in has a session of the portal, which its own guard reads.
    Public(),
    UseGuards(PortalIsOn),
    UseInterceptors(PortalPages, SendOnceInterceptor),
  );
}

@Injectable()
class PortalIsOn implements CanActivate {
  constructor(private readonly brand: PortalBrandService) {}

  canActivate(): boolean {
    if (!this.brand.isOn) {
      throw problem('PAGE_NOT_FOUND');
    }
    return true;
  }
}
