import { Get, Post, Query } from '@nestjs/common';
import { PoliciesService, ProductsService } from '../../../../core/catalog';
import { Authorized, type FormValues } from '../../../../core/common';
import { CustomersService } from '../../../../core/customers';
import { texts } from '../../../../core/i18n';
import { CANCELLATIONS, CancelOrderDto, PlaceOrderDto } from '../../orders/dto/order-input.dto';
import { OrderLifecycleService } from '../../orders/order-lifecycle.service';
import { OrdersService, type WholeOrder } from '../../orders/orders.service';
import { PlaceOrderService } from '../../orders/place-order.service';
import { policyChoices } from '../../../../pages/kit/policy-choices';
import { ConfirmForm } from '../../../../pages/components/confirmation';
import { EditForm } from '../../../../pages/components/form-page';
import type { Consequence } from '../../../../pages/components/lists';
import { ConsoleController } from '../../../../pages/frame/console-controller.decorator';
import { FormRoute } from '../../../../pages/kit/form-route';
import { FormState } from '../../../../pages/kit/form-state';
import type { FormGroups } from '../../../../pages/kit/form-table';
import { type Page, SeeOther } from '../../../../pages/kit/page';
import { FormBody, Id } from '../../../../pages/kit/parameters';
import { orderPath } from '../../../../pages/kit/record-paths';
import { orderName } from './order-badge';
import { linesGroup } from './order-line-fields';
import { lineCountIn, linesIn, withLinesChanged } from './order-lines';
import { aboutOf, crumbsOf } from './order-parts';
import { cancelPath, NewOrderQueryDto, orderFormPath, ORDERS_PATH, refundPath, RefundQueryDto } from './order-paths';

/** Products that the form offers: the newest. */
const OFFERED_PRODUCTS = { limit: 100 } as const;

/** Places, refunds and cancels orders. */
@ConsoleController('console/orders')
@Authorized('orders:write')
export class OrderFormsController {
  constructor(
    private readonly orders: OrdersService,
    private readonly placing: PlaceOrderService,
    private readonly lifecycle: OrderLifecycleService,
    private readonly customers: CustomersService,
    private readonly products: ProductsService,
    private readonly policies: PoliciesService,
  ) {}

  @Get('new')
  async showNewOrder(@Query() query: NewOrderQueryDto): Promise<Page> {
    return (await this.newForm(query)).show();
  }

  @Post('new')
  async placeOrder(@Query() query: NewOrderQueryDto, @FormBody() body: FormValues): Promise<Page | SeeOther> {
    const changed = withLinesChanged(body);
    const form = await this.newForm(query, lineCountIn(changed ?? body));
    return changed ? form.show(FormState.of(changed)) : form.submit(body);
  }

  @FormRoute(':id/refund')
  async refundOrder(@Id() id: string, @Query() { line }: RefundQueryDto): Promise<ConfirmForm | SeeOther> {
    const t = texts('orders');
    const order = await this.orders.get(id);
    const ended = order.lines.filter(
      ({ uid, refundedAt }) => refundedAt === null && (line === undefined || uid === line),
    );
    if (ended.length === 0) {
      return new SeeOther(orderPath(id), { tone: 'bad', text: t.nothingToRefund });
    }
    return new ConfirmForm({
      title: t.refundTitle({ name: orderName(order) }),
      crumbs: crumbsOf(order),
      undo: { isPossible: false, text: t.refundUndo },
      about: [...aboutOf(order), ...productsOf(ended)],
      consequences: consequencesOf(ended),
      action: refundPath(id, line),
      verb: t.refundVerb,
      keep: { title: t.keep, href: orderPath(id) },
      submit: async () => {
        await this.lifecycle.refund(id, { lines: ended.map(({ uid }) => uid) });
        return SeeOther.done(orderPath(id), t.refundDone({ name: orderName(order) }));
      },
    });
  }

  @FormRoute(':id/cancel')
  async cancelOrder(@Id() id: string): Promise<ConfirmForm<CancelOrderDto>> {
    const t = texts('orders');
    const order = await this.orders.get(id);
    const choices = CANCELLATIONS.map((value) => ({ value, title: t.cancellations[value] }));
    return new ConfirmForm({
      title: t.cancelTitle({ name: orderName(order) }),
      crumbs: crumbsOf(order),
      undo: { isPossible: true, text: t.cancelUndo },
      about: aboutOf(order),
      consequences: [{ icon: 'key', text: order.periodEnd ? t.cancelEnds : t.cancelNow }],
      groups: order.periodEnd
        ? [{ rows: [{ name: 'when', kind: 'radios', choices, isStacked: true, value: CANCELLATIONS[0] }] }]
        : [],
      texts: t,
      input: CancelOrderDto,
      action: cancelPath(id),
      verb: t.cancelVerb,
      keep: { title: t.keep, href: orderPath(id) },
      submit: async ({ when = 'at_period_end' }) => {
        await this.lifecycle.cancel(id, when);
        return SeeOther.done(orderPath(id), t.cancelDone({ name: orderName(order) }));
      },
    });
  }

  private async newForm({ customer, ...sold }: NewOrderQueryDto, lines = 1): Promise<EditForm<PlaceOrderDto>> {
    const t = texts('orders');
    const [buyer] = customer === undefined ? [] : await this.customers.getEach([customer]);
    return new EditForm({
      title: t.add,
      lead: t.addLead,
      crumbs: crumbsOf(),
      action: orderFormPath({ customer, ...sold }),
      groups: await this.groups({ email: buyer?.email ?? undefined, ...sold }, lines),
      texts: t,
      hasButtons: true,
      verb: t.place,
      cancel: ORDERS_PATH,
      input: PlaceOrderDto,
      inputOf: (input) => orderIn(input, lines),
      submit: async (input) => {
        const { order, isNew } = await this.placing.place(PlaceOrderDto.toInput(input));
        const text = isNew ? t.placed : t.placedBefore;
        return SeeOther.done(orderPath(order.uid), text({ name: orderName(order) }));
      },
    });
  }

  private async groups({ email, ...sold }: Prefilled, lines: number): Promise<FormGroups> {
    const t = texts('orders');
    const { rows } = await this.products.list(OFFERED_PRODUCTS);
    const choices = {
      products: rows.map(({ reference, name }) => ({ value: reference, title: name })),
      policies: await policyChoices(this.policies, t.ownPolicy),
      ...sold,
    };
    return [
      {
        id: 'buyer',
        rows: [
          { name: 'customer.email', kind: 'email', textKey: 'email', value: email, hasFocus: email === undefined },
        ],
      },
      linesGroup(lines, choices),
      {
        id: 'details',
        rows: [
          {
            fold: 'more',
            title: t.more,
            line: t.moreLine,
            rows: [
              { name: 'customer.name', textKey: 'name', isOptional: true, empty: 'missing' },
              { name: 'external_id', isOptional: true, empty: 'missing' },
              { name: 'subscription_id', isOptional: true, empty: 'missing' },
              { name: 'period_end', kind: 'date', isOptional: true, empty: 'missing' },
            ],
          },
        ],
      },
    ];
  }
}

interface Prefilled extends Omit<NewOrderQueryDto, 'customer'> {
  readonly email?: string;
}

/** The fields of the form as the API takes them. */
function orderIn(input: Record<string, unknown>, lines: number): object {
  const { external_id, subscription_id, period_end, 'customer.email': email, 'customer.name': name } = input;
  return { external_id, subscription_id, period_end, customer: { email, name }, lines: linesIn(input, lines) };
}

function productsOf(lines: WholeOrder['lines']) {
  const t = texts('orders');
  return [{ term: t.lines, value: lines.map(({ product }) => product?.name ?? t.deletedProduct).join(', ') }];
}

function consequencesOf(lines: WholeOrder['lines']): Consequence[] {
  const t = texts('orders');
  const count = lines.reduce((sum, { licenses }) => sum + licenses.length, 0);
  return [
    { icon: 'key', text: t.refundRevokes({ count }) },
    { icon: 'shopping-cart', text: t.refundMoney },
  ];
}
