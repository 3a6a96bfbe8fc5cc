/** Stock levels. */
export const stock = {
  title: 'Stock levels',
  lowOnly: 'Only low and out',
  empty: 'No plan is sold from stock yet.',
  none: 'No plan is low. Show all to see every level.',
  showAll: 'Show all',
  fields: {
    plan: 'Plan',
    carrier: 'Operator',
    level: 'Level',
    available: 'Available',
    reserved: 'Reserved',
    assigned: 'Assigned',
    threshold: 'Threshold',
    daysLeft: 'Days left',
  },
};
