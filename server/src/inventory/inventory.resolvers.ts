import type { AuditLog } from '../audit/audit-log.ts';
import { InventoryResolver } from './inventory.resolver.ts';
import { InventoryService } from './inventory.service.ts';
import type { StockService } from './stock.service.ts';
import type { StockAlertFeedParts } from './stock-alert.feed.ts';
import { StockAlertResolver, stockAlertsResolver } from './stock-alert.resolver.ts';
import { StockLevelResolver } from './stock-level.resolver.ts';
import { StockLevelService } from './stock-level.service.ts';

/** The room's part of the API. */
export function inventoryResolvers({
  stock,
  audit,
  ...feed
}: StockAlertFeedParts & { stock: StockService; audit: AuditLog }): object[] {
  const StockAlertsResolver = stockAlertsResolver(feed);
  return [
    new InventoryResolver(new InventoryService({ stock, audit })),
    new StockLevelResolver(new StockLevelService({ stock, audit })),
    new StockAlertResolver(),
    new StockAlertsResolver(),
  ];
}
