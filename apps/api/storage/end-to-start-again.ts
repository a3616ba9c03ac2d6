/** `EX_TEMPFAIL` of sysexits.h: whoever supervises the process is to start it again. */
const TRY_AGAIN = 75;

/** Ends as on SIGTERM, the answers in flight first, but with a code that asks for another start. */
export function endToStartAgain(): void {
  process.once('exit', () => {
    process.exitCode = TRY_AGAIN;
  });
  process.kill(process.pid, 'SIGTERM');
}
