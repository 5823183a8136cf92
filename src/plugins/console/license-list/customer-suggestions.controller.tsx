import { Get, Header, Query } from '@nestjs/common';
import { renderToString } from 'preact-render-to-string';
import { Authorized } from '../../../core/common/access/authorized.decorator';
import { IsText } from '../../../core/common/validation/fields';
import { Permission } from '../../../core/identity/permissions/permission';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FromReplica } from '../../../core/platform/replicas/from-replica.decorator';
import { FindCustomerService, suggestionOf } from './find-customer.service';

class SuggestionQueryDto {
  @IsText(255)
  q: string = '';
}

/** For the scripts of forms that name a customer. */
@ConsoleController('console/licenses/customers')
@Authorized(Permission.CustomersRead)
export class CustomerSuggestionsController {
  constructor(private readonly customers: FindCustomerService) {}

  @Get()
  @FromReplica()
  @Header('content-type', 'text/html; charset=utf-8')
  async suggestCustomers(@Query() { q }: SuggestionQueryDto): Promise<string> {
    const found = await this.customers.suggest(q);
    return renderToString(
      <datalist>
        {found.map((customer) => (
          <option key={customer.id} value={suggestionOf(customer)} />
        ))}
      </datalist>,
    );
  }
}
