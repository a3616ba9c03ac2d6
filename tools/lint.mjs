/** `npm run lint`: every check of the tree but the tests. */
import { printResult, runChecks } from './checks.mjs';

const results = await runChecks(printResult);
process.exitCode = results.every(({ passed }) => passed) ? 0 : 1;
