import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const enough = {
  MONGODB_URI: 'mongodb://localhost/nuanlin',
  REDIS_URL: 'redis://localhost',
  FIELD_KEYS: `one:${key}`,
  INDEX_KEY: key,
};

test('what is needed is enough, the rest has defaults', () => {
  expect(readConfig(enough)).toMatchObject({ ROLES: ['api', 'background', 'relay'], PORT: 3000, DEMO: false });
  expect(readConfig({ ...enough, ROLES: 'api, relay', PORT: '' })).toMatchObject({
    ROLES: ['api', 'relay'],
    PORT: 3000,
  });
});

test('every mistake is listed at once', () => {
  const wrong = { ...enough, MONGODB_URI: 'localhost', PORT: 'x', ROLES: 'boss', FIELD_KEYS: 'one:short' };
  expect(() => readConfig(wrong)).toThrow(ConfigError);
  expect(() => readConfig(wrong)).toThrow(/ROLES[^]*PORT[^]*MONGODB_URI[^]*FIELD_KEYS/);
});

test('demo mode does not start in production', () => {
  expect(() => readConfig({ ...enough, DEMO: 'true', NODE_ENV: 'production' })).toThrow('DEMO');
});
