/**
 * `npm start`: the server in this very process. npm puts a shell between itself and us that dies of a signal without passing it on;
 * without this watch `kill` on npm would leave a server behind that holds the port and the log.
 */
const PARENT_CHECK_MS = 250;

const shell = process.ppid;
const watch = setInterval(() => {
  if (process.ppid === shell) return;
  clearInterval(watch);
  process.kill(process.pid, 'SIGTERM');
}, PARENT_CHECK_MS).unref();

process.argv.push('--first-run');
await import('../dist/apps/api/main.js');
