import { Get, Query } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { IsIn, IsIP, IsString, Length } from 'class-validator';
import { Authorized } from '../../common/access/authorized.decorator';
import type { FormValues } from '../../common/http/form-fields';
import { IsName, IsNameList, IsText, MayBeMissing } from '../../common/validation/fields';
import { Permission } from '../../identity/permissions/permission';
import {
  EXPLAINED_OPERATIONS,
  type ExplainedOperation,
  ExplainVerdictService,
  type Question,
} from '../../licensing/explanations/explain-verdict.service';
import { optionalDeviceIn, userIn } from '../../verification/calls/dto/client-call.dto';
import { ConsoleController } from '../frame/console-controller.decorator';
import { FormState } from '../kit/form-state';
import { OptionalField } from '../kit/optional-field';
import type { Page, SeeOther } from '../kit/page';
import { submitForm } from '../kit/submit-form';
import { explainPage } from './explain.view';

export class ExplainQueryDto {
  @IsString()
  @Length(1, 255)
  key!: string;

  @OptionalField()
  @IsText(512)
  device?: string;

  @OptionalField()
  @IsIn(EXPLAINED_OPERATIONS)
  operation?: ExplainedOperation;

  @OptionalField()
  @IsName()
  product?: string;

  @OptionalField()
  @IsText(255)
  version?: string;

  @OptionalField()
  @IsName()
  domain?: string;

  @OptionalField()
  @IsIP()
  address?: string;

  @OptionalField()
  @IsName()
  user?: string;

  /** Codes with commas between them. */
  @Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((code) => code.trim())
          .filter(Boolean)
      : value,
  )
  @MayBeMissing()
  @IsNameList()
  entitlements?: string[];
}

@ConsoleController('console/explain')
export class ExplainController {
  constructor(private readonly explanations: ExplainVerdictService) {}

  /** The question is the address, so that it can be shared. */
  @Get()
  @Authorized(Permission.LicensesRead)
  showExplanation(@Query() query: FormValues): Promise<Page | SeeOther> | Page {
    if (query.key === undefined) {
      return explainPage(FormState.of({ operation: 'check' }));
    }
    return submitForm({
      body: query,
      input: ExplainQueryDto,
      submit: async (input) =>
        explainPage(FormState.of({ operation: 'check', ...query }), await this.explanations.explain(questionIn(input))),
      show: (form) => explainPage(form),
    });
  }
}

function questionIn(input: ExplainQueryDto): Question {
  const { key, device, operation = 'check', product, version, domain, address, user, entitlements } = input;
  return {
    operation,
    key,
    device: optionalDeviceIn({ hardware_id: device }),
    scope: { product, version, domain, user: userIn(user), entitlements },
    address,
  };
}
