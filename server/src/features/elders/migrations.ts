import type { Migration } from '../../platform/migrations.ts';
import type { Sealer } from '../../platform/mongo/sealed.ts';

/** What stands at the door, who holds the key among it, is sealed like the note for access. */
export const sealDoors = (sealer: Sealer): Migration => ({
  number: 4,
  name: 'what stands at the door is sealed',
  async run(db) {
    const elders = db.collection('elders');
    for await (const { _id, atTheDoor } of elders.find(
      { atTheDoor: { $exists: true } },
      { projection: { atTheDoor: 1 } },
    )) {
      const sealed = sealer.seal(JSON.stringify(atTheDoor), 'elders.atTheDoor');
      await elders.updateOne({ _id }, { $set: { 'sealed.atTheDoor': sealed }, $unset: { atTheDoor: '' } });
    }
  },
});
