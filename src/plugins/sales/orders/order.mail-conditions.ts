/** Nobody is told of licenses of orders without e-mails, also while the plug-in is off. */
export const UNLESS_ORDER_IS_SILENT =
  'NOT EXISTS (SELECT FROM orders AS sale WHERE sale.uid = license.order_id AND NOT sale.sends_mail)';
