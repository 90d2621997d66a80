/** @typedef {{passed: number, failed: number, skipped: number}} Counts */

/** @type {Counts} */
export const noTests = { passed: 0, failed: 0, skipped: 0 };

/** @param {Counts} a @param {Counts} b @returns {Counts} */
export const addCounts = (a, b) => ({
  passed: a.passed + b.passed,
  failed: a.failed + b.failed,
  skipped: a.skipped + b.skipped,
});

/**
 * Counts one run of vitest. A file that cannot be loaded has no test to fail, and an error outside of any test
 * fails the run alone: both count as one failure.
 * @param {string} reportText vitest's JSON report, '' where it wrote none
 * @param {number} exitCode vitest's
 * @returns {Counts}
 */
export function countReport(reportText, exitCode) {
  if (reportText === '') return { ...noTests, failed: exitCode === 0 ? 0 : 1 };
  const report = JSON.parse(reportText);
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  ).length;
  const failed = report.numFailedTests + brokenFiles;
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && exitCode !== 0 ? 1 : failed,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/** @param {Counts} counts @returns {string} the last line of a test run, which machines read too */
export function summaryLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}
