/** Loaded before a server: told by SIGUSR2, something in it throws where nobody catches, once from a timer and once from a promise. */
process.on('SIGUSR2', () => {
  setTimeout(() => {
    throw new Error('thrown from a timer');
  });
  void Promise.reject(new Error('rejected and not handled'));
});
