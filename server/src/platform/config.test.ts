import { expect, test } from '@jest/globals';
import { ConfigError, readConfig } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const enough = {
  MONGODB_URI: 'mongodb://localhost/nuanlin',
  REDIS_URL: 'redis://localhost',
  FIELD_KEYS: `one:${key}`,
  INDEX_KEY: key,
  PAYMENTS_URL: 'http://payments',
};

test('what is needed is enough, the rest has defaults', () => {
  expect(readConfig(enough)).toMatchObject({ ROLES: ['api', 'background', 'relay'], PORT: 3000, DEMO: false });
  expect(readConfig({ ...enough, ROLES: 'api, relay', PORT: '' })).toMatchObject({
    ROLES: ['api', 'relay'],
    PORT: 3000,
  });
});

test('every mistake is listed at once', () => {
  const wrong = {
    ...enough,
    MONGODB_URI: 'localhost',
    REDIS_URL: undefined,
    PORT: 'x',
    ROLES: 'boss',
    FIELD_KEYS: 'one:short',
    PUBLIC_ORIGINS: 'here',
    NODE_ENV: 'production',
    DEMO: 'true',
  };
  expect(() => readConfig(wrong)).toThrow(ConfigError);
  expect(() => readConfig(wrong)).toThrow(
    /ROLES[^]*PORT[^]*PUBLIC_ORIGINS[^]*MONGODB_URI[^]*REDIS_URL[^]*FIELD_KEYS[^]*DEMO/,
  );
});

test('demo mode does not start in production', () => {
  expect(() => readConfig({ ...enough, DEMO: 'true', NODE_ENV: 'production' })).toThrow('DEMO');
});

test('the product needs somebody to pay with, the demo brings one', () => {
  const { PAYMENTS_URL: _, ...without } = enough;
  expect(() => readConfig(without)).toThrow('PAYMENTS_URL');
  expect(readConfig({ ...without, DEMO: 'true' }).DEMO).toBe(true);
});
