import type { Migration } from '../../platform/migrations.ts';

/** Lines of a payment know who takes cash for them and what was counted. */
export const countedByLine: Migration = {
  number: 5,
  name: 'cash is counted by line',
  async run(db) {
    const uncounted = { 'lines.$[].collector': null, 'lines.$[].cashFen': null };
    await db.collection('payments').updateMany({ 'lines.cashFen': { $exists: false } }, { $set: uncounted });
  },
};
