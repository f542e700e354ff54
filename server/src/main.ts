import { compose } from './compose.ts';
import { ConfigError, readConfig } from './platform/config.ts';

/** Real time in which a process that was asked to stop must have stopped. */
const SHUTDOWN_MS = 15_000;

try {
  const running = await compose(readConfig(process.env));
  const stop = () => {
    process.off('SIGTERM', stop).off('SIGINT', stop);
    setTimeout(() => process.exit(1), SHUTDOWN_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGTERM', stop).on('SIGINT', stop);
} catch (error) {
  fail(error);
}

function fail(error: unknown): never {
  process.stderr.write(`${error instanceof ConfigError ? error.message : String((error as Error).stack ?? error)}\n`);
  process.exit(1);
}
