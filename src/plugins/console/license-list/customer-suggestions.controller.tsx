import { Get, Header, Query } from '@nestjs/common';
import { renderToString } from 'preact-render-to-string';
import { Authorized, IsText } from '../../../core/common';
import { Permission } from '../../../core/identity';
import { ConsoleController } from '../../../pages/frame/console-controller.decorator';
import { FromReplica } from '../../../core/platform';
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
