import mongoose from 'mongoose';
import { INVARIANTS, readDocuments, violations } from './index.ts';

/** `npm run check:invariants`: reads the database of MONGODB_URI, changes nothing, lists what does not hold. */
const uri = process.env['MONGODB_URI'];
if (!uri) {
  process.stderr.write(
    'MONGODB_URI names the database to check, as in mongodb://127.0.0.1:27017/nuanlin?replicaSet=rs0\n',
  );
  process.exit(2);
}
const client = await mongoose.mongo.MongoClient.connect(uri);
const found = violations(await readDocuments(client, client.db(), Date.now()));
await client.close();

for (const name of Object.keys(INVARIANTS)) {
  const wrong = found[name] ?? [];
  process.stdout.write(`${wrong.length === 0 ? '✓' : '✗'} ${name}\n${wrong.map((line) => `    ${line}\n`).join('')}`);
}
process.exit(Object.keys(found).length === 0 ? 0 : 1);
