import { expect, test } from '@jest/globals';
import { addCounts, jestCounts, playwrightCounts } from './test-counts.ts';

test('a Jest file that could not be loaded is a failure', () => {
  const report = { numPassedTests: 12, numFailedTests: 1, numRuntimeErrorTestSuites: 2, numTotalTests: 13 };
  expect(jestCounts(JSON.stringify(report))).toEqual({ passed: 12, failed: 3 });
});

test('a flaky browser test and an error outside the tests are failures', () => {
  const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{ message: 'no browser' }] };
  expect(playwrightCounts(JSON.stringify(report))).toEqual({ passed: 5, failed: 3 });
});

test('counts add up', () => {
  const sum = addCounts([
    { passed: 1, failed: 0 },
    { passed: 2, failed: 3 },
  ]);
  expect(sum).toEqual({ passed: 3, failed: 3 });
});
