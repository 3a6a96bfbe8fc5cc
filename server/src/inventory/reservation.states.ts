import { StateMachine } from '../platform/states/state-machine.ts';
import type { InventoryStatus } from './inventory-item.entity.ts';

/** An item on the shelf. Once ASSIGNED its code is out, so nothing leads back to the shelf. */
export const reservationStates = new StateMachine<InventoryStatus>('inventory item', {
  AVAILABLE: ['RESERVED', 'ASSIGNED', 'RETIRED'],
  RESERVED: ['AVAILABLE', 'ASSIGNED', 'RETIRED'],
  ASSIGNED: ['RETIRED'],
  RETIRED: [],
});
