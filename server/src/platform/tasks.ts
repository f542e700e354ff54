import { Queue, Worker } from 'bullmq';
import type { Clock } from './clock.ts';
import { handlingKey, parkedEvents, runHandler, type EventShape, type Recorded, type Registry } from './events.ts';
import { underRequest, type Log } from './log.ts';
import { connectRedis } from './redis.ts';
import type { Transactions } from './tx.ts';

/** BullMQ's unit: run one handler for one event. */
export interface Task {
  readonly event: Recorded<EventShape>;
  readonly handler: string;
}

const QUEUE = 'tasks';
/** With the doubling pauses this spans about two minutes before a task is parked. */
const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 500;
/** Handlers mostly wait for MongoDB, so many of them fit into one process. */
const AT_ONCE = 24;
/** A task whose process was killed is taken up by another after at most the sum of these two. */
const LOCK_MS = 10_000;
const STALLED_CHECK_MS = 5000;

export interface TaskQueue {
  /** Adds tasks; one that waits already is not added twice. Fails soon when Redis is away: the sweep adds them later. */
  add(tasks: readonly Task[]): Promise<void>;
  stop(): Promise<void>;
}

export interface QueuePlace {
  readonly url: string;
  readonly prefix: string;
}

export function createTaskQueue({ url, prefix }: QueuePlace, log: Log): TaskQueue {
  const connection = connectRedis(url, log);
  let queue: Queue<Task> | null = null;

  /** Made when Redis is first there: BullMQ does not recover from a connection that was down when it began. */
  const open = (): Queue<Task> => {
    if (connection.status !== 'ready') throw new Error('redis is away');
    if (queue) return queue;
    queue = new Queue<Task>(QUEUE, {
      connection,
      prefix,
      defaultJobOptions: {
        attempts: ATTEMPTS,
        backoff: { type: 'exponential', delay: FIRST_PAUSE_MS, jitter: 0.5 },
        removeOnComplete: true,
        removeOnFail: true,
      },
    });
    queue.on('error', (error) => log.debug({ err: error }, 'task queue is away'));
    return queue;
  };

  return {
    async add(tasks) {
      await open().addBulk(
        tasks.map((task) => ({
          name: task.handler,
          data: task,
          opts: { jobId: handlingKey(task.event.id, task.handler) },
        })),
      );
    },
    async stop() {
      await queue?.close();
      connection.disconnect();
    },
  };
}

/** Runs tasks in this process; what fails for the last time is parked where an operator sees it. */
export function startTasks(
  { url, prefix }: QueuePlace,
  parts: { registry: Registry; transactions: Transactions; clock: Clock; log: Log },
): { stop(): Promise<void> } {
  const { log } = parts;
  const connection = connectRedis(url, log, true);
  const worker = new Worker<Task>(
    QUEUE,
    ({ data: { event, handler }, attemptsMade }) =>
      underRequest(event.requestId, async () => {
        try {
          await runHandler(event, handler, parts);
        } catch (error) {
          const attempts = attemptsMade + 1;
          log.error({ err: error, eventId: event.id, handler, attempts }, 'task failed');
          if (attempts < ATTEMPTS) throw error;
          await parkedEvents.park(event.id, handler, String(error), attempts);
        }
      }),
    { connection, prefix, concurrency: AT_ONCE, lockDuration: LOCK_MS, stalledInterval: STALLED_CHECK_MS },
  );
  worker.on('error', (error) => log.debug({ err: error }, 'task worker is away'));
  return {
    async stop() {
      await worker.close();
      connection.disconnect();
    },
  };
}
