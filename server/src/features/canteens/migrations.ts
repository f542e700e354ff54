import type { Migration } from '../../platform/migrations.ts';

/** Numbers were unique within a whole meal once; each counter has its own series since. */
export const numbersByCounter: Migration = {
  number: 3,
  name: 'a series of numbers for each counter',
  async run(db) {
    const former = 'canteenId_1_day_1_period_1_number_1';
    const tickets = db.collection('tickets');
    if ((await tickets.indexes()).some(({ name }) => name === former)) await tickets.dropIndex(former);
  },
};
