import { expect, test } from 'vitest';
import { addCounts, countReport, noTests, summaryLine } from './test-counts.mjs';

const report = (over: object) =>
  JSON.stringify({
    numPassedTests: 0,
    numFailedTests: 0,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [],
    ...over,
  });
const file = (status: string, ...tests: string[]) => ({ status, assertionResults: tests.map((s) => ({ status: s })) });

test('passed, failed, skipped and still to be written', () => {
  const text = report({ numPassedTests: 5, numFailedTests: 2, numPendingTests: 1, numTodoTests: 1 });
  expect(countReport(text, 1)).toEqual({ passed: 5, failed: 2, skipped: 2 });
});

test('a file that cannot be loaded is one failure', () => {
  const testResults = [file('failed'), file('failed', 'passed', 'failed'), file('passed', 'passed')];
  expect(countReport(report({ numPassedTests: 2, numFailedTests: 1, testResults }), 1).failed).toBe(2);
});

test.each([
  { name: 'an error outside of any test', text: report({ numPassedTests: 9 }), exitCode: 1, failed: 1 },
  { name: 'a crash before the report', text: '', exitCode: 134, failed: 1 },
  { name: 'no tests', text: '', exitCode: 0, failed: 0 },
])('$name: $failed failed', ({ text, exitCode, failed }) => expect(countReport(text, exitCode).failed).toBe(failed));

test('the last line', () => {
  const sum = addCounts({ passed: 1, failed: 0, skipped: 0 }, { passed: 2, failed: 3, skipped: 0 });
  expect(summaryLine(sum)).toBe('3 passed, 3 failed');
  expect(summaryLine({ ...noTests, passed: 1, skipped: 4 })).toBe('1 passed, 0 failed, 4 skipped');
});
