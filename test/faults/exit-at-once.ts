/** Loaded before a server that is broken on purpose: told to stop, it leaves everything as it is. */
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.prependListener(signal, () => process.exit(0));
