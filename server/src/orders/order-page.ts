/** Where staff look at an order: a path of the shop, for alerts and mails to them. */
export const orderPage = (order: { number: string }): string => `/admin/orders/${order.number}/show`;
