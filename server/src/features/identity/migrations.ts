import type { Migration } from '../../platform/migrations.ts';

/** A session knows every token that it replaced, not the last alone. */
export const rememberReplaced: Migration = {
  number: 1,
  name: 'sessions remember every replaced token',
  async run(db) {
    const known = { $cond: [{ $ifNull: ['$previousHash', false] }, ['$previousHash'], []] };
    await db
      .collection('sessions')
      .updateMany({ replaced: { $exists: false } }, [{ $set: { replaced: known } }, { $unset: 'previousHash' }]);
  },
};
